"""The edge towards the network: what one client, one address and all of them may take of the server's process."""
