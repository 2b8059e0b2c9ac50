# There is no door to the accounts of the machine: each question is refused.
module Etc
  Passwd = Struct.new(:name, :passwd, :uid, :gid, :gecos, :dir, :shell)
  Group = Struct.new(:name, :passwd, :gid, :mem)

  %i[getpwnam getpwuid getgrnam getgrgid getlogin getpwent getgrent setpwent setgrent endpwent endgrent passwd group uname nprocessors sysconf confstr].each do |name|
    define_singleton_method(name) { |*| raise SecurityError, "the accounts of the machine are not to be seen from here (Etc.#{name})" }
  end

  def self.sysconfdir = '/etc'

  def self.systmpdir = '/tmp'
end
