provider "aws" {
  version = "~> 1.60"
  region  = "${var.region}"
}

variable "region" { default = "us-east-1" }

variable "patterns" {
  type = "map"

  default = {
    console = "{ ($.eventName = \"ConsoleLogin\") && ($.sourceIPAddress != 10.*) }"
  }
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "old-${var.region}"
}

resource "aws_cloudwatch_log_metric_filter" "console" {
  name           = "console"
  pattern        = "${var.patterns["console"]}"
  log_group_name = "${aws_cloudwatch_log_group.trail.name}"

  metric_transformation {
    name      = "Console"
    namespace = "${format("%s", "Audit")}"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "region" {
  name           = "region"
  pattern        = "{ $.awsRegion != \"${var.region}\" }"
  log_group_name = "${aws_cloudwatch_log_group.trail.name}"

  metric_transformation {
    name      = "Region"
    namespace = "Audit"
    value     = "1"
  }
}
