"""The trees of a Word file's XML, by lxml."""

from __future__ import annotations

from typing import Any

from lxml import etree


def tree(data: bytes) -> Any:
    """Return the root element of XML, None if it declares a document type; `ValueError` if it is not valid."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise ValueError(str(error)) from None
    return None if root.getroottree().docinfo.doctype else root


def serialised(root: Any) -> bytes:
    """Return the XML of a tree, as Word writes it: UTF-8 with its declaration."""
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made
