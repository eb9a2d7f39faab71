"""The network as files of other programs: GraphML, GEXF, node-link JSON, Kumu's blueprint, CSV and Parquet."""
