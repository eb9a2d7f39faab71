"""The formats of the network, by the ends of the names of files."""

from collections.abc import Mapping

from encommun.graph_files.gexf import write_gexf
from encommun.graph_files.graphml import write_graphml
from encommun.graph_files.json_files import write_kumu, write_node_link
from encommun.graph_files.rows import Write
from encommun.graph_files.tables import write_csv_archive, write_parquet_archive

SERVED: Mapping[str, Write] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".kumu.json": write_kumu,
    ".json": write_node_link,
    ".csv.zip": write_csv_archive,
}
"""Those that everyone may fetch."""
FORMATS: Mapping[str, Write] = {**SERVED, ".parquet.zip": write_parquet_archive}
"""All of them; the longer of two ends comes first."""
