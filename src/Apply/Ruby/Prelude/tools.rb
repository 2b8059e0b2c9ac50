# Smaller tools that code of modules finds under the names of Puppet's own.
module Puppet
  class LockError < Error; end
  class ImportError < Error; end

  Resource::Catalog = Catalog
  Catalog::DuplicateResourceError = Class.new(Error)

  # The run: code may add to it, and nothing of ours asks it.
  class Transaction
    # Something that happened to a resource.
    class Event
      attr_accessor :audited, :property, :previous_value, :desired_value, :historical_value, :status, :message, :name,
                    :source_description, :default_log_level, :file, :line, :tags, :resource, :time, :redacted

      def initialize(**given)
        @audited = false
        @time = Time.now
        given.each { |name, value| public_send("#{name}=", value) }
      end

      def to_s
        message
      end
    end
  end

  def self.run_mode
    Util::RunMode.new(:user)
  end

  def self.push_context(*); end

  def self.pop_context; end

  def self.minor_version
    version.split('.').first(2).join('.')
  end

  module Coercion
    def self.boolean_values
      ['true', 'false', true, false, :true, :false, :yes, :no, 'yes', 'no']
    end
  end

  class Resource
    attr_accessor :validate_parameters, :sensitive_parameters

    alias tagged_with tags
    alias to_ref ref
    alias kind type

    def exported?
      exported ? true : false
    end

    def virtual?
      virtual ? true : false
    end

    def class?
      @type == 'Class'
    end

    def stage?
      @type == 'Stage'
    end

    def builtin_type?
      resource_type.is_a?(Class)
    end

    def empty?
      @values.empty?
    end

    def length
      @values.length
    end

    def parameters
      @values
    end

    def tag(*names)
      @tags |= names.flatten.map { |name| name.to_s.downcase }
    end

    def tagged?(*names)
      names.flatten.any? { |name| @tags.include?(name.to_s.downcase) }
    end

    def key_attributes
      resource_type.respond_to?(:key_attributes) ? resource_type.key_attributes : [:name]
    end

    def uniqueness_key
      key_attributes.map { |name| self[name] }
    end

    def resolve
      catalog && catalog.resource(ref)
    end

    def copy_as_resource
      made = self.class.new(@type, @title, parameters: @values.dup)
      made.tag(*@tags)
      made
    end

    def prune_parameters(_options = {})
      delete_if { |_, value| value.nil? || value == [] }
      self
    end

    def delete_if(&block)
      @values.delete_if(&block)
    end

    # As it is written in a manifest.
    def to_manifest
      longest = @values.keys.map { |name| name.to_s.length }.max
      lines = @values.keys.sort_by { |name| [name == :ensure ? 0 : 1, name.to_s] }.map do |name|
        format("  %-#{longest}s => %s,\n", name, Puppet::Parameter.format_value_for_display(@values[name]))
      end
      "#{@type.downcase} { '#{@title.gsub("'", "\\\\'")}':\n#{lines.join}}"
    end
  end

  module Util
    # What the run is for.
    class RunMode
      attr_reader :name

      def initialize(name)
        @name = name.to_sym
      end

      def self.[](name)
        new(name)
      end

      def user? = name == :user

      def agent? = name == :agent

      def server? = [:server, :master].include?(name)
      alias master? server?

      %i[conf_dir var_dir run_dir log_dir code_dir].zip(%i[confdir vardir rundir logdir codedir]).each do |own, setting|
        define_method(own) { Puppet[setting] }
      end
    end

    # Asks again for as long as an error of some kind comes.
    module RetryAction
      class RetryException < Exception; end
      class RetryException::NoBlockGiven < RetryException; end
      class RetryException::NoRetriesGiven < RetryException; end
      class RetryException::RetriesExceeded < RetryException; end

      def self.retry_action(options = {})
        raise RetryException::NoBlockGiven unless block_given?

        left = options[:retries] || raise(RetryException::NoRetriesGiven)
        kinds = options[:retry_exceptions] || [StandardError]
        tries = 0
        begin
          yield
        rescue *kinds => e
          raise RetryException::RetriesExceeded, "#{left} exceeded", e.backtrace if tries >= left

          tries += 1
          Puppet.info("Caught exception #{e.class}:#{e} retrying")
          sleep(((2**tries) - 1) * 0.1)
          retry
        end
      end
    end

    # Names of files and constants from each other.
    module ConstantInflector
      module_function

      def file2constant(file)
        file.split('/').map { |part| part.split('_').map(&:capitalize).join }.join('::').gsub(/_+(.)/) { $1.capitalize }
      end

      def constant2file(constant)
        constant.to_s.gsub(/([a-z])([A-Z])/, '\1_\2').gsub('::', '/').downcase
      end
    end

    # A file that says by being there that somebody is at work.
    class Lockfile
      attr_reader :file_path

      def initialize(path)
        @file_path = path
      end

      def lock(data = nil)
        return false if locked?

        File.write(@file_path, data.to_s, perm: 0o644)
        true
      end

      def unlock
        return false unless locked?

        File.unlink(@file_path)
        true
      end

      def locked?
        File.exist?(@file_path)
      end

      def lock_data
        File.read(@file_path) if locked?
      end
    end

    # The same, with the number of the process that is at work.
    class Pidlock
      def initialize(path)
        @lockfile = Lockfile.new(path)
      end

      def lock
        clear_if_stale
        mine? || @lockfile.lock(Process.pid)
      end

      def unlock
        mine? && @lockfile.unlock
      end

      def locked?
        clear_if_stale
        @lockfile.locked?
      end

      def mine?
        Process.pid == lock_pid
      end

      def lock_pid
        @lockfile.lock_data.to_i
      end

      def file_path
        @lockfile.file_path
      end

      private

      def clear_if_stale
        return unless @lockfile.locked? && !mine?

        Process.kill(0, lock_pid) unless lock_pid.zero?
        @lockfile.unlock if lock_pid.zero?
      rescue Errno::ESRCH
        @lockfile.unlock
      end
    end

    # What code wants to remember for the run.
    class Storage
      def self.state = (@state ||= {})

      def self.cache(key)
        name = key.is_a?(Puppet::Type) ? key.ref : key
        state[name] ||= {}
      end

      def self.clear = state.clear

      def self.load; end

      def self.store; end
    end

    module CharacterEncoding
      module_function

      def convert_to_utf_8(text)
        return text if text.encoding == Encoding::UTF_8 && text.valid_encoding?

        copy = text.dup.force_encoding(Encoding::UTF_8)
        copy.valid_encoding? ? copy : text.encode(Encoding::UTF_8)
      rescue EncodingError
        Puppet.debug("#{text.inspect} is not valid UTF-8 and result could not be transcoded by Puppet.")
        text
      end

      def override_encoding_to_utf_8(text)
        copy = text.dup.force_encoding(Encoding::UTF_8)
        copy.valid_encoding? ? copy : text
      end

      def scrub(text)
        text.scrub
      end
    end

    # Words that something can be found by.
    module Tagging
      VALID = /\A[0-9A-Za-z_][0-9A-Za-z_:.-]*\z/
      private_constant :VALID

      def tag(*names)
        names.flatten.each do |name|
          word = name.to_s.downcase
          raise Puppet::ParseError, "Invalid tag '#{name}'" unless valid_tag?(word)

          @tags = own_tags | [word, *(word.include?('::') ? word.split('::') : [])]
        end
      end

      def tag_if_valid(name)
        tag(name) if valid_tag?(name.to_s)
      end

      def tagged?(*names)
        names.flatten.any? { |name| own_tags.include?(name.to_s.downcase) }
      end

      def tags
        own_tags.dup
      end

      def tags=(names)
        @tags = []
        tag(*(names.is_a?(String) ? names.strip.split(/\s*,\s*/) : names))
      end

      def valid_tag?(name)
        name.is_a?(String) && VALID.match?(name)
      end

      private

      def own_tags
        @tags ||= []
      end
    end

    # Texts with the codes that give them a colour.
    module Colors
      CODES = {
        black: 30, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, white: 37, hblack: 90, hred: 91,
        hgreen: 92, hyellow: 93, hblue: 94, hmagenta: 95, hcyan: 96, hwhite: 97, reset: 0
      }.freeze
      private_constant :CODES

      def colorize(_color, text)
        text
      end

      def console_color(color, text)
        "\e[#{CODES.fetch(color, 0)}m#{text}\e[0m"
      end
    end

    class Log
      LEVEL = { level: :notice, autoflush: true }
      private_constant :LEVEL

      class << self
        def level = LEVEL[:level]

        def level=(name)
          raise Puppet::DevError, "Invalid loglevel #{name}" unless Puppet::LEVELS.include?(name.to_sym)

          LEVEL[:level] = name.to_sym
        end

        # What is said goes to the run's log, wherever that goes.
        %i[newdestination close close_all flush reopen setup_default force_flushqueue flushqueue].each do |name|
          define_method(name) { |*| nil }
        end

        def with_destination(*) = yield

        def destinations = {}

        def newmessage(log)
          Puppet.send_log(log.level, log.message)
        end
      end
    end

    module POSIX
      def search_posix_field(space, field, name)
        raise Puppet::DevError, 'Did not get id' unless name

        case space.to_sym
        when :passwd then (name.is_a?(Integer) ? Etc.getpwuid(name) : Etc.getpwnam(name)).send(field)
        when :group then (name.is_a?(Integer) ? Etc.getgrgid(name) : Etc.getgrnam(name)).send(field)
        else raise ArgumentError, "Can only handle users and groups; got #{space}"
        end
      rescue ArgumentError => e
        raise if e.message.start_with?('Can only')

        nil
      end

      def idfield(space)
        { 'gr' => :gid, 'group' => :gid, 'pw' => :uid, 'user' => :uid, 'passwd' => :uid }.fetch(space.to_s) do
          raise ArgumentError, "Can only handle users and groups; got #{space}"
        end
      end

      def methodbyid(space)
        { gid: :getgrgid, uid: :getpwuid }[idfield(space)]
      end

      def methodbyname(space)
        { gid: :getgrnam, uid: :getpwnam }[idfield(space)]
      end
    end

    # The files of a folder in the libraries of modules, by their names.
    class Autoload
      attr_reader :path

      class << self
        def load_file(file, _environment = nil)
          return false unless HostDoor.library?(file)

          require file
          true
        end

        def files_to_load(path, _environment = nil) = HostDoor.libraries(path)

        def loadall(path, environment = nil)
          files_to_load(path, environment).each { |file| load_file(file) }
        end

        def loaded?(file) = $LOADED_FEATURES.any? { |known| known.end_with?("/#{file}.rb") }

        def changed?(*) = false

        def cleanpath(path) = File.expand_path(path, '/').delete_prefix('/')
      end

      def initialize(_owner, path, _options = {})
        raise ArgumentError, "Autoload path cannot start with '/'" if path.start_with?('/')

        @path = path
      end

      def load(name, environment = nil) = Autoload.load_file(File.join(path, name.to_s), environment)

      def loadall(environment = nil) = Autoload.loadall(path, environment)

      def files_to_load(environment = nil) = Autoload.files_to_load(path, environment)

      def loaded?(name) = Autoload.loaded?(File.join(path, name.to_s))

      def changed?(*) = false
    end

    class TagSet < Set
      def join(*words) = to_a.join(*words)
    end

    module Errors
      module_function

      # A place as it is told at the end of a sentence.
      def error_location(file, line = nil)
        words = [file && "file: #{file}", line && "line: #{line}"].compact
        words.empty? ? nil : "(#{words.join(', ')})"
      end

      def error_location_with_space(file, line = nil)
        found = error_location(file, line)
        found ? " #{found}" : ''
      end

      def error_location_with_unknowns(file, line)
        error_location(file || 'unknown', line || 'unknown')
      end
    end

    Feature = Puppet::Features
  end
end

module Facter
  class << self
    def to_user_output(_options, *queries)
      queries.map { |name| "#{name} => #{value(name)}" }.join("\n")
    end

    def clear_messages; end

    def http_debug? = false

    def resolve(text)
      text.split.to_h { |name| [name, value(name)] }
    end
  end
end
