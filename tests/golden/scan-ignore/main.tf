locals {
  # filtercheck:ignore misspelt-event-name the emulator logs it so
  patterns = {
    a = "{ $.eventSource = s3.amazonaws.com && $.eventName = PutBucketACL }"
  }
  b = "{ $.eventName = PutBucketPolciy }" # filtercheck:ignore misspelt-event-name
  # filtercheck:ignore never-heard-of it
  c = "{ $.eventName = DeleteBucketCors }" # filtercheck:ignore redundant-condition once it was
}
