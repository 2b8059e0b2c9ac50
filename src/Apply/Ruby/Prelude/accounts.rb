module Etc
  Passwd = Struct.new(:name, :passwd, :uid, :gid, :gecos, :dir, :shell)
  Group = Struct.new(:name, :passwd, :gid, :mem)

  # What the C library tells of the machine, by the names that Etc has for it.
  SC_ARG_MAX = 0
  SC_CHILD_MAX = 1
  SC_CLK_TCK = 2
  SC_NGROUPS_MAX = 3
  SC_OPEN_MAX = 4
  SC_VERSION = 29
  SC_PAGESIZE = 30
  SC_PAGE_SIZE = 30
  SC_NPROCESSORS_CONF = 83
  SC_NPROCESSORS_ONLN = 84
  SC_PHYS_PAGES = 85
  SC_AVPHYS_PAGES = 86
  SC_HOST_NAME_MAX = 180
  CS_PATH = 0

  NOBODY = 0xFFFFFFFF
  private_constant :NOBODY

  # The records of a file, one after the other, as they are asked for.
  module Records
    def self.for(file)
      File.readlines(file, chomp: true).map { |line| line.split(':').first }.reject { |name| name.to_s.empty? }
    end
  end
  private_constant :Records

  class << Passwd
    include Enumerable

    def each(&block)
      block ? Etc.passwd(&block) : to_enum
    end
  end

  class << Group
    include Enumerable

    def each(&block)
      block ? Etc.group(&block) : to_enum
    end
  end

  class << self
    def getpwnam(name)
      values = HostDoor.user(named(name))
      raise ArgumentError, "can't find user for #{name}" unless values

      Passwd.new(*values)
    end

    def getpwuid(uid = Process.euid)
      values = HostDoor.user(uid)
      raise ArgumentError, "can't find user for #{uid}" unless values

      Passwd.new(*values)
    end

    def getgrnam(name)
      values = HostDoor.group(named(name))
      raise ArgumentError, "can't find group for #{name}" unless values

      Group.new(*values)
    end

    def getgrgid(gid = Process.egid)
      values = HostDoor.group(gid)
      raise ArgumentError, "can't find group for #{gid}" unless values

      Group.new(*values)
    end

    # Who has logged in to start this; nil when nobody has.
    def getlogin
      number = File.exist?('/proc/self/loginuid') ? File.read('/proc/self/loginuid').to_i : NOBODY
      number == NOBODY ? nil : getpwuid(number).name
    end

    def getpwent
      @users ||= Records.for('/etc/passwd')
      name = @users.shift
      name && getpwnam(name)
    end

    def setpwent
      @users = nil
    end

    alias endpwent setpwent

    def getgrent
      @groups ||= Records.for('/etc/group')
      name = @groups.shift
      name && getgrnam(name)
    end

    def setgrent
      @groups = nil
    end

    alias endgrent setgrent

    def passwd
      return getpwent unless block_given?

      Records.for('/etc/passwd').each { |name| yield getpwnam(name) }
      nil
    end

    def group
      return getgrent unless block_given?

      Records.for('/etc/group').each { |name| yield getgrnam(name) }
      nil
    end

    def nprocessors
      (Facter.value('processors') || {})['count'] || 1
    end

    def sysconfdir = '/etc'

    def systmpdir = '/tmp'

    def uname
      kernel = %w[ostype hostname osrelease version].map { |name| File.read("/proc/sys/kernel/#{name}").chomp }
      %i[sysname nodename release version].zip(kernel).to_h.merge(machine: (Facter.value('os') || {})['hardware'] || RUBY_PLATFORM[/\A[^-]+/])
    end

    def sysconf(name)
      case name
      when SC_NPROCESSORS_CONF, SC_NPROCESSORS_ONLN then nprocessors
      when SC_PAGESIZE then 4096
      when SC_CLK_TCK then 100
      when SC_OPEN_MAX then Process.getrlimit(:NOFILE).first
      when SC_CHILD_MAX then Process.getrlimit(:NPROC).first
      when SC_ARG_MAX then 2_097_152
      when SC_NGROUPS_MAX then 65_536
      when SC_HOST_NAME_MAX then 64
      when SC_VERSION then 200_809
      when SC_PHYS_PAGES then memory('MemTotal')
      when SC_AVPHYS_PAGES then memory('MemFree')
      else raise Errno::EINVAL, 'sysconf'
      end
    end

    def confstr(name)
      raise Errno::EINVAL, 'confstr' unless name == CS_PATH

      '/bin:/usr/bin'
    end

    private

    def named(name)
      raise TypeError, "no implicit conversion of #{name.nil? ? 'nil' : name.class} into String" unless name.is_a?(String)

      name
    end

    def memory(title)
      File.read('/proc/meminfo')[/^#{title}:\s*(\d+)/, 1].to_i / 4
    end
  end
end
