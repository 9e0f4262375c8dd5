"""The tables of core."""

from app.modules.core.models.dashboard_layout import DashboardLayout
from app.modules.core.models.figure import DayCourse, Figure, FigureState
from app.modules.core.models.figure_measure import FigureMeasure
from app.modules.core.models.idempotent_answer import IdempotentAnswer
from app.modules.core.models.job_receipt import JobReceipt
from app.modules.core.models.kept_answer import PlatformAnswer, StoreAnswer
from app.modules.core.models.module_switch import ModuleSwitch
from app.modules.core.models.platform_figure import PlatformCourse, PlatformFigure, Rollup
from app.modules.core.models.provider_minute import ProviderMinute
from app.modules.core.models.store_change import StoreChange
from app.modules.core.models.store_setup import StoreSetup

__all__ = [
    "DashboardLayout",
    "DayCourse",
    "Figure",
    "FigureMeasure",
    "FigureState",
    "IdempotentAnswer",
    "JobReceipt",
    "ModuleSwitch",
    "PlatformAnswer",
    "PlatformCourse",
    "PlatformFigure",
    "ProviderMinute",
    "Rollup",
    "StoreAnswer",
    "StoreChange",
    "StoreSetup",
]
