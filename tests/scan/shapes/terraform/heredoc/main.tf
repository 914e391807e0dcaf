locals {
  group = "org/cloudtrail"
}

resource "aws_cloudwatch_log_metric_filter" "bucket_policy" {
  name           = "bucket-policy"
  log_group_name = local.group
  pattern        = <<PATTERN
{ ($.eventSource = s3.amazonaws.com) &&
  (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) ||
   ($.eventName = "DeleteBucketPolicy")) }
PATTERN

  metric_transformation {
    name      = "BucketPolicy"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "kms" {
  name           = "kms"
  log_group_name = local.group
  pattern        = <<-EOT
    {
      ($.eventSource = kms.amazonaws.com) &&
      (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion))
    }
  EOT
  metric_transformation {
    name      = "Kms"
    namespace = "CIS"
    value     = "1"
  }
}

# No escapes in a heredoc; the quotes and the backslash stay.
resource "aws_cloudwatch_log_metric_filter" "raw" {
  name           = "raw"
  log_group_name = local.group
  pattern        = <<EOF

   { $.message = "a \"quoted\" word" }

EOF
  metric_transformation {
    name      = "Raw"
    namespace = "CIS"
    value     = "1"
  }
}
