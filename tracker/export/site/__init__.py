"""A site of static pages from a store: values in, paths and bytes out.

Each page is planned as a path and a function that makes its bytes, so that a folder is written page by page and a server makes
only the page asked for. Nothing on a page depends on the clock: the same store gives the same bytes.
"""
