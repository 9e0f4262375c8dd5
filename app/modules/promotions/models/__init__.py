"""The tables of promotions."""

from app.modules.promotions.models.promotion import Promotion
from app.modules.promotions.models.promotion_code import PromotionCode
from app.modules.promotions.models.redemption import Redemption

__all__ = ["Promotion", "PromotionCode", "Redemption"]
