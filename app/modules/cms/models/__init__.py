"""The tables of cms."""

from app.modules.cms.models.media_file import MediaFile
from app.modules.cms.models.page import Page
from app.modules.cms.models.theme import Theme

__all__ = ["MediaFile", "Page", "Theme"]
