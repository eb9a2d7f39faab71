"""How mails leave: made into messages, handed to an SMTP server or put into a folder, and tried again."""
