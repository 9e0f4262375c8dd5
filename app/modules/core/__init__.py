"""Dashboards, the aggregator, module switches and list pages: the frame that modules fill."""
