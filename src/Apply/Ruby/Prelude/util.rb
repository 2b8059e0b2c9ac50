module Puppet
  module Util
    module_function

    AbsolutePathWindows = %r{^(?:[A-Z]:[\\/]|[\\/]{2}(?:\?[\\/])?[^\\/]+(?:[\\/][^\\/]+)?)}i.freeze
    AbsolutePathPosix = %r{^/}.freeze

    def absolute_path?(path, platform = nil)
      pattern = { posix: AbsolutePathPosix, windows: AbsolutePathWindows }[platform || :posix]
      raise Puppet::DevError, "unknown platform #{platform} in absolute_path" unless pattern

      path =~ pattern ? true : false
    end

    def which(name)
      return nil if name.nil?
      name = name.to_s
      if absolute_path?(name)
        return File.file?(name) && File.executable?(name) ? name : nil
      end

      HostDoor.search_path.each do |folder|
        path = File.join(folder, name)
        return path if File.file?(path) && File.executable?(path)
      end
      nil
    end

    def execute(*arguments)
      Execution.execute(*arguments)
    end

    def execpipe(*arguments, &block)
      Execution.execpipe(*arguments, &block)
    end

    def withenv(hash, _mode = :posix)
      before = hash.keys.map { |key| [key.to_s, ENV[key.to_s]] }
      hash.each { |key, value| ENV[key.to_s] = value && value.to_s }
      yield
    ensure
      before.each { |key, value| value.nil? ? ENV.delete(key) : ENV[key] = value } if before
    end

    def withumask(mask)
      before = File.umask(mask)
      yield
    ensure
      File.umask(before)
    end

    # How long the block takes is told in its message, where that asks for it.
    def benchmark(*arguments)
      message = arguments.pop
      level = arguments.pop
      raise Puppet::DevError, 'Failed to provide level to benchmark' unless level
      return yield if level == :none

      object = arguments.pop || (respond_to?(level) ? self : Puppet)
      raise Puppet::DevError, "Benchmarked object does not respond to #{level}" unless object.respond_to?(level)

      seconds = thinmark { yield }
      object.send(level, message % { seconds: Kernel.format('%0.2f', seconds) })
      seconds
    end

    def thinmark
      before = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      yield
      Process.clock_gettime(Process::CLOCK_MONOTONIC) - before
    end

    def symbolizehash(hash)
      hash.each_with_object({}) { |(key, value), all| all[key.respond_to?(:intern) ? key.intern : key] = value }
    end

    def symbolize(value)
      value.respond_to?(:to_sym) ? value.to_sym : value
    end

    def uid(name)
      return name if name.is_a?(Integer)
      return name.to_i if name.to_s =~ /\A\d+\z/

      found = HostDoor.user(name.to_s)
      found && found[2]
    end

    def gid(name)
      return name if name.is_a?(Integer)
      return name.to_i if name.to_s =~ /\A\d+\z/

      found = HostDoor.group(name.to_s)
      found && found[2]
    end

    # What the block writes stands at the path once it is done. A file that is there keeps its owners and its
    # mode; others get the one given.
    def replace_file(path, default_mode, staging_location: nil, validate_callback: nil)
      raise Puppet::DevError, 'replace_file requires a block' unless block_given?

      modes = Object.new.extend(SymbolicFileMode)
      unless default_mode.nil? || modes.valid_symbolic_mode?(default_mode)
        raise Puppet::DevError, "replace_file default_mode: #{default_mode} is invalid"
      end

      found = FileSystem.exist?(path) ? FileSystem.lstat(path) : nil
      mode = default_mode ? modes.symbolic_mode_to_int(modes.normalize_symbolic_mode(default_mode)) : 0o644
      mode = found.mode & 0o7777 if found
      FileSystem::Uniquefile.in_place_of(path, mode, found, staging_location) do |file|
        yield file
        file.flush
        validate_callback.call(file.path) if validate_callback
      end
      FileSystem.pathname(path)
    end

    def path_to_uri(path)
      require 'uri'
      return unless path

      parts = { scheme: 'file' }
      parts[:path], parts[:query] = uri_encode(path).split('?')
      ::URI::Generic.build(parts)
    rescue ::URI::Error => e
      raise Puppet::Error, "Failed to convert '#{path}' to URI: #{e.message}"
    end

    def uri_to_path(uri)
      require 'uri'
      uri_unescape(uri.path) if uri.is_a?(::URI::Generic)
    end

    # Path, query and fragment each in their own way, as RFC 3986 parts them.
    def uri_encode(text, options = {})
      raise ArgumentError, 'path may not be nil' if text.nil?

      found = text.match(%r{\A(?<start>(?:[^:/?#]+:)?(?://[^/?#]*)?)(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?\z}m)
      encoded = found[:start] + rfc2396_escape(found[:path])
      if found[:query]
        pairs = found[:query].split('&').map { |pair| pair.split('=').map { |part| uri_query_encode(part) }.join('=') }
        encoded += "?#{pairs.join('&')}"
      end
      return encoded unless found[:fragment]

      encoded + (options[:allow_fragment] ? '#' : '%23') + uri_query_encode(found[:fragment])
    end

    def uri_query_encode(text)
      require 'cgi'
      text && CGI.escape(text).gsub('+', '%20')
    end

    def rfc2396_escape(text)
      text.gsub(%r{[^\-_.!~*'()a-zA-Z\d;/?:@&=+$,\[\]]}) { |found| found.bytes.map { |byte| Kernel.format('%%%02X', byte) }.join }
    end

    def uri_unescape(text)
      text.b.gsub(/%\h\h/) { |found| found[1, 2].hex.chr }.force_encoding('UTF-8')
    end

    def create_erb(text)
      ERB.new(text, trim_mode: '-')
    end

    def proxy(target, *methods)
      methods
    end

    def exit_on_fail(message, code = 1)
      yield
    rescue SystemExit
      raise
    rescue Exception => e
      Puppet.err("#{message}: #{e}")
      exit(code)
    end

    def deterministic_rand(seed, max)
      deterministic_rand_int(seed, max).to_s
    end

    def deterministic_rand_int(seed, max)
      Random.new(seed).rand(max)
    end

    def skip_external_facts
      yield
    end

    def default_env
      :posix
    end

    def merge_environment(hash, _mode = :posix)
      hash.each { |name, value| set_env(name, value) }
    end

    def pretty_backtrace(lines = [])
      lines.join("\n")
    end

    def chuser
      raise Puppet::Error, 'Could not change the user: code of providers runs as the user of this run'
    end

    def get_env(name, _mode = :posix)
      ENV[name.to_s]
    end

    def set_env(name, value = nil, _mode = :posix)
      value.nil? ? ENV.delete(name.to_s) : ENV[name.to_s] = value
    end

    def get_environment(_mode = :posix)
      ENV.to_h
    end

    def clear_environment(_mode = :posix)
      ENV.clear
    end

    def safe_posix_fork(*)
      raise NotImplementedError, 'fork() function is unimplemented on this machine'
    end

    module Errors
      include Puppet::Failures
    end

    module Warnings
      def warnonce(message)
        Puppet.warn_once(nil, nil, message)
      end
    end

    module Logging
      include Puppet::Logs
    end

    module Backups
      # Contents are kept by no bucket here.
      def perform_backup(_file = nil)
        true
      end
    end

    module Docs
      attr_accessor :doc

      def desc(text)
        @doc = text
      end

      # Without the margin that its lines share.
      def scrub(text)
        return text.strip unless text.strip.include?("\n")

        margin = text.partition("\n").last.scan(/^[ \t]*(?=\S)/).min || ''
        text.gsub(/^#{margin}/, '').lines.map(&:rstrip).join("\n").rstrip
      end

      module_function :scrub
    end

    # A message by itself, of whoever it says.
    class Log
      attr_reader :level, :message, :source, :time

      def say(level, message, source)
        @level, @message, @source, @time = level, message, source, Time.now
      end

      def to_s
        message
      end

      class << self
        def create(level:, message:, source: nil, **_rest)
          raise ArgumentError, "Invalid log level #{level}" unless Puppet::LEVELS.include?(level.to_sym)

          return source.send_log(level, message) if source.respond_to?(:log_source)

          HostDoor.log(level.to_s, message.to_s, source && source.to_s)
          entry(level.to_sym, message.to_s, source && source.to_s)
        end

        # What was said, or nil where nobody hears it.
        def entry(level, message, source)
          return if level == :debug && !Puppet[:debug] || level == :info && !Puppet[:debug] && !Puppet[:verbose]

          allocate.tap { |made| made.say(level, message, [source].flatten.first || 'Puppet') }
        end

        alias new create

        def levels
          Puppet::LEVELS.dup
        end

        def eachlevel(&block)
          Puppet::LEVELS.each(&block)
        end

        def level
          Puppet[:log_level].to_s.to_sym
        end

        def sendlevel?(level)
          Puppet::LEVELS.index(level) >= Puppet::LEVELS.index(self.level)
        end

        def validlevel?(level)
          Puppet::LEVELS.include?(level)
        end
      end
    end

    module ClassGen; end
    module MethodHelper; end
    module ErrorAdder; end

    module SELinux
      module_function

      def selinux_support?
        false
      end

      def set_selinux_default_context(*); end

      def set_selinux_context(*); end

      def get_selinux_current_context(*)
        nil
      end
    end

    module Diff
      def diff(old, new)
        HostDoor.diff(old, new)
      end

      module_function :diff

      def lcs_diff(one, other, *_rest)
        HostDoor.diff_texts(one, other)
      end

      module_function :lcs_diff
    end

    module Yaml
      def self.dump(value, path)
        Puppet::FileSystem.replace_file(path, 0o660) { |file| file.write(YAML.dump(value)) }
      end
    end

    module SUIDManager
      module_function

      def root?
        uid.zero?
      end

      def uid = Process.euid

      def euid = Process.euid

      def gid = Process.egid

      def egid = Process.egid

      def groups
        Process.groups
      end

      def change_privileges(user, group = nil, permanently = false)
        return if user.nil? && group.nil?

        uid, gid = identity_of(user, group)
        return if [uid, gid] == [Process.euid, Process.egid]
        if permanently || !HostDoor.own_uid.zero?
          raise Puppet::Error, 'Could not change the user: code of providers runs as the user of this run'
        end

        uid == HostDoor.own_uid ? HostDoor.act_as_own : HostDoor.act_as(uid, gid)
        nil
      end

      def change_user(user, permanently = false) = change_privileges(user, nil, permanently)

      def change_group(group, permanently = false) = change_privileges(Process.euid, group, permanently)

      def initgroups(_uid) = Process.groups

      # The block as another user: its programs run so, and its files are held against their modes. Only root can.
      def asuser(user = nil, group = nil)
        return yield if user.nil? && group.nil?

        uid, gid = identity_of(user, group)
        return yield if [uid, gid] == [Process.euid, Process.egid] || (group.nil? && uid == Process.euid)
        unless HostDoor.own_uid.zero?
          raise Puppet::Error, "Could not act as the user #{user || group}: only root can"
        end

        before = [Process.euid, Process.egid]
        HostDoor.act_as(uid, gid)
        begin
          yield
        ensure
          before.first == HostDoor.own_uid ? HostDoor.act_as_own : HostDoor.act_as(*before)
        end
      end

      def identity_of(user, group)
        known = user && (HostDoor.user(user) || (user.is_a?(String) && user =~ /\A\d+\z/ && HostDoor.user(user.to_i)))
        raise Puppet::Error, "Invalid user: #{user}" if user && !known && user.to_s !~ /\A\d+\z/

        uid = known ? known[2] : (user ? user.to_i : Process.euid)
        gid = group ? Puppet::Util.gid(group) : (known ? known[3] : Process.egid)
        raise Puppet::Error, "Invalid group: #{group}" unless gid

        [uid, gid]
      end

      def run_and_capture(command, uid = nil, gid = nil, options = {})
        output = Puppet::Util::Execution.execute(
          command,
          { failonfail: false, combine: true, uid: uid, gid: gid,
            override_locale: options.fetch(:override_locale, true), custom_environment: options[:custom_environment] || {} }
        )
        [output, Process::Status.new(output.exitstatus)]
      end

      def system(command, uid = nil, gid = nil)
        run_and_capture(command, uid, gid).last
      end
    end

    module PosixUtil; end

    module POSIX
      LOCALE_ENV_VARS = %w[
        LANG LC_ALL LC_MESSAGES LANGUAGE LC_COLLATE LC_CTYPE LC_MONETARY LC_NUMERIC LC_TIME
      ].freeze
      USER_ENV_VARS = %w[HOME USER LOGNAME].freeze

      extend self

      def groups_of(user)
        Etc.to_enum(:group).select { |group| group.mem.include?(user) }.map(&:name).uniq
      end

      def get_posix_field(space, field, id)
        find = { passwd: [:getpwuid, :getpwnam], group: [:getgrgid, :getgrnam] }[{ user: :passwd }.fetch(space, space)]
        raise Puppet::DevError, 'Did not get id from caller' unless id
        raise ArgumentError, "Can only handle users and groups" unless find

        Etc.send(id.is_a?(Integer) ? find[0] : find[1], id).send(field)
      rescue ArgumentError => e
        raise if find.nil?

        Puppet.debug("Could not find #{space} #{id}: #{e.message}")
        nil
      end

      def uid(name)
        Puppet::Util.uid(name)
      end

      def gid(name)
        Puppet::Util.gid(name)
      end
    end

    module Package
      module_function

      # Versions in parts of digits, letters and signs, as package managers order them.
      def versioncmp(one, other, ignore_zeros = false)
        one, other = [one, other].map { |text| text.sub(/([.0]+)\z/, '') } if ignore_zeros
        left = one.scan(/[-.]|\d+|[^-.\d]+/)
        right = other.scan(/[-.]|\d+|[^-.\d]+/)
        while !left.empty? && !right.empty?
          a = left.shift
          b = right.shift
          next if a == b
          return -1 if a == '-'
          return 1 if b == '-'
          return -1 if a == '.'
          return 1 if b == '.'
          return a.to_i <=> b.to_i if a =~ /\A\d+\z/ && b =~ /\A\d+\z/ && !(a =~ /\A0/ || b =~ /\A0/)

          return a.upcase <=> b.upcase
        end
        one <=> other
      end
    end

    module Execution
      NoOptionsSpecified = {}.freeze

      class ProcessOutput < String
        attr_reader :exitstatus

        def initialize(text, status)
          super(text)
          @exitstatus = status
        end
      end

      class << self
        def execute(command, options = NoOptionsSpecified)
          plain = options.equal?(NoOptionsSpecified)
          settings = { failonfail: plain, combine: plain, custom_environment: {}, override_locale: true }.merge(options)
          command = command.flatten.map(&:to_s) if command.is_a?(Array)
          text = command.is_a?(Array) ? command.join(' ') : command
          text = '[redacted]' if settings[:sensitive]
          Puppet.debug("Executing: '#{text}'")
          cwd = settings[:cwd]
          raise ArgumentError, "Working directory #{cwd} does not exist!" if cwd && !File.directory?(cwd)

          status, output, _, signal = run(command, settings)
          output = '' if settings[:squelch]
          if settings[:failonfail] && status != 0
            raise Puppet::ExecutionFailure, "Execution of '#{text}' returned #{status}: #{output.strip}"
          end

          $? = Process::Status.new(status, signal)
          ProcessOutput.new(output, status)
        end

        # What cannot be started ends with 1, and says why where its messages go.
        def run(command, settings)
          raise Errno::ENOENT if command.empty?

          HostDoor.run(command, run_options(settings))
        rescue SystemCallError => e
          [1, settings[:combine] ? "Error: Could not execute posix command: #{e.message}\n" : '']
        end

        def run_options(settings)
          custom = (settings[:custom_environment] || {}).each_with_object({}) { |(k, v), all| all[k.to_s] = v && v.to_s }
          {
            environment: custom, split: !settings[:combine], cwd: settings[:cwd],
            uid: settings[:uid] && Puppet::Util.uid(settings[:uid]),
            gid: settings[:gid] && Puppet::Util.gid(settings[:gid]),
            stdin: settings[:stdinfile] ? File.read(settings[:stdinfile]) : '',
            locale: settings[:override_locale], nameless: true
          }
        end

        def execpipe(command, failonfail = true)
          text = command.is_a?(Array) ? command.join(' ') : command
          Puppet.debug("Executing '#{text}'")
          status, output, _, signal = HostDoor.run(command.is_a?(Array) ? command.flatten.map(&:to_s) : command, { locale: true })
          $? = Process::Status.new(status, signal)
          result = yield StringIO.new(output)
          raise Puppet::ExecutionFailure, result.to_s if failonfail && status != 0

          result
        end

        def execfail(command, exception)
          execute(command, { failonfail: true, combine: true })
        rescue Puppet::ExecutionFailure => e
          raise exception, e.message
        end

        def ruby_path
          '/usr/bin/ruby'
        end
      end

      def execute(*arguments)
        Execution.execute(*arguments)
      end

      def execpipe(*arguments, &block)
        Execution.execpipe(*arguments, &block)
      end

      def execfail(*arguments)
        Execution.execfail(*arguments)
      end
    end
  end

  # Files of the machine or of modules, by what `source` calls them.
  class FileServing
    class Content
      attr_reader :content, :path

      def initialize(path, content)
        @path = path
        @content = content
      end

      def self.indirection
        self
      end

      def self.find(source, **_options)
        found = HostDoor.source(source.to_s)
        found && new(source, found)
      end
    end

    class Metadata < Content; end
  end

  Type.send(:include, Util)
  Parameter.send(:include, Util)
  Provider.send(:include, Util)
  Type.extend(Util)
  Provider.extend(Util)
  PUPPETVERSION = Puppet.version

  # A module of the environment, as far as code of other modules asks.
  class Module
    attr_reader :name, :path

    def self.find(name, _environment = nil)
      path = HostDoor.module_path(name.to_s)
      path && new(name, path)
    end

    def initialize(name, path)
      @name = name
      @path = path
    end

    def file(relative)
      found = "#{@path}/files/#{relative}"
      File.exist?(found) ? found : nil
    end
  end
end
