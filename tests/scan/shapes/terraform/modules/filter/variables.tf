variable "patterns" {
  type = map(string)
}
variable "log_group" {
  type = string
}
variable "service" {
  type    = string
  default = null
}
