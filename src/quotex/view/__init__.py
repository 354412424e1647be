"""The reading page: articles with their quotations, to be filtered, walked through and cited."""

from quotex.view.page import Article, to_page

__all__ = ["Article", "to_page"]
