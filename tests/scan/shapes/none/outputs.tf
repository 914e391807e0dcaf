output "selector" {
  value = "$.detail.userIdentity"
}
variable "pattern" {
  type        = string
  description = "A pattern such as `{ $.a = 1 }`, or a term"
}
