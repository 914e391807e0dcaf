# Alarms on the audit trail of the landing account.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

resource "aws_cloudwatch_log_group" "trail" {
  name              = "/audit/cloudtrail"
  retention_in_days = 365
}

resource "aws_cloudwatch_log_metric_filter" "root_usage" {
  name           = "root-usage"
  pattern        = "{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS && $.eventType != AwsServiceEvent }"
  log_group_name = aws_cloudwatch_log_group.trail.name

  metric_transformation {
    name      = "RootUsage"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "vpc" {
  name = "vpc-changes"
  /* the service is not asked for: other
     services have no events of these names */
  pattern        = "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) }"
  log_group_name = "/audit/cloudtrail" // the same
  metric_transformation {
    name      = "VpcChanges"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "root_usage" {
  alarm_name          = "root-usage"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "RootUsage"
  namespace           = "Audit"
  period              = 300
  statistic           = "Sum"
  threshold           = 1
}
