"""The review desk (初审工作台): one window for the clerk, one file behind it."""
