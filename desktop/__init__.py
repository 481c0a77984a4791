"""The review desk (示范平台（基地）初审推荐系统): one window for the clerk, one file behind it."""
