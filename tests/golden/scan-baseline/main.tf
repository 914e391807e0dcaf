locals {
  a = "{ $.eventSource = s3.amazonaws.com && $.eventName = PutBucketPolciy }"
  b = "{ $.eventSource = s3.amazonaws.com && $.eventName = PutBucketAcl }"
}
