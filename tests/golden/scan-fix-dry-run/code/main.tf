locals {
  # One pattern for two filters: it is written once.
  s3 = "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketReplicaton) || ($.eventName = DeleteBucketLifecycle)) }"
}
resource "aws_cloudwatch_log_metric_filter" "one" {
  name           = "s3"
  log_group_name = "one"
  pattern        = local.s3
}
resource "aws_cloudwatch_log_metric_filter" "two" {
  name           = "s3"
  log_group_name = "two"
  pattern        = local.s3
}
resource "aws_cloudwatch_log_metric_filter" "three" {
  name           = "s3"
  log_group_name = "three"
  pattern        = <<-EOT
    { ($.eventSource = "s3.amazonaws.com") &&
      ($.errorCode NOT EXISTS) &&
      (($.eventName = "PutBucketAcl") ||
       ($.eventName = "PutBucketPolicy") ||
       ($.eventName = "PutBucketCors") ||
       ($.eventName = "PutBucketLifecycle") ||
       ($.eventName = "PutBucketReplication") ||
       ($.eventName = "DeleteBucketPolicy") ||
       ($.eventName = "DeleteBucketCors") ||
       ($.eventName = "DeleteBucketLifecycle") ||
       ($.eventName = "DeleteBucketReplication")) }
  EOT
}
