module Puppet
  module Util
    # Lines of a file as records, by declarations of what lines there are.
    module FileParsing
      attr_writer :line_separator, :trailing_separator

      class FileRecord
        attr_accessor :name, :type, :absent, :joiner, :rts, :separator, :rollup, :match, :block_eval
        attr_reader :fields, :optional

        def initialize(type, options, &block)
          @type = type
          @rollup = true
          if type == :record
            @absent = ''
            @separator = /\s+/
            @joiner = ' '
            @optional = []
          end
          # That nothing shall be rolled up the reference does not hear.
          options.each { |key, value| send("#{key}=", value) unless key == :rollup && !value }
          return unless block

          @block_eval ||= :process
          @block_eval == :instance ? instance_eval(&block) : define_singleton_method(@block_eval, &block)
        end

        def fields=(names)
          @fields = names.map(&:to_sym)
        end

        def optional=(names)
          @optional = names.map(&:to_sym)
        end

        def text?
          @type == :text
        end

        [:post_parse, :pre_gen, :to_line].each do |hook|
          define_method("#{hook}=") { |block| define_singleton_method(hook, &block) }
        end

        def join(details)
          words = @fields.map do |field|
            value = details[field]
            if value.nil? || value == :absent || value == [:absent]
              raise ArgumentError, "Field '#{field}' is required" unless @optional.include?(field)

              @absent
            else
              value.to_s
            end
          end
          words.compact.join(@joiner)
        end
      end

      def line_separator
        @line_separator ||= "\n"
      end

      def trailing_separator
        @trailing_separator.nil? ? true : @trailing_separator
      end

      def clear_records
        @record_types = {}
        @record_order = []
      end

      def fields(type)
        found = record_type(type)
        found && found.fields.dup
      end

      def record_line(name, options, &block)
        raise ArgumentError, 'Must include a list of fields' unless options.key?(:fields)

        keep_record(name, FileRecord.new(:record, options, &block))
      end

      def text_line(name, options, &block)
        raise ArgumentError, 'You must provide a :match regex for text lines' unless options.key?(:match)

        keep_record(name, FileRecord.new(:text, options, &block))
      end

      def keep_record(name, record)
        @record_types ||= {}
        @record_order ||= []
        record.name = name.to_sym
        raise ArgumentError, "Line type #{name} is already defined" if @record_types.key?(record.name)

        @record_types[record.name] = record
        @record_order << record
        record
      end

      def records?
        @record_types && !@record_types.empty? ? true : false
      end

      def record_type(type)
        @record_types && @record_types[type.to_sym]
      end

      def lines(text)
        text.split(line_separator)
      end

      def parse(text)
        lines(text).map do |line|
          parse_line(line) || raise(Puppet::ResourceError, "Could not parse line #{line.inspect}")
        end
      end

      def parse_line(line)
        raise Puppet::DevError, 'No record types defined; cannot parse lines' unless records?

        @record_order.each do |record|
          found = send("handle_#{record.type}_line", line, record)
          next unless found

          record.post_parse(found) if record.respond_to?(:post_parse)
          return found
        end
        nil
      end

      def handle_text_line(line, record)
        line =~ record.match ? { record_type: record.name, line: line } : nil
      end

      def handle_record_line(line, record)
        found = if record.respond_to?(:process)
                  record.process(line.dup)
                elsif record.match
                  fields_of_match(line, record)
                else
                  fields_of_words(line, record)
                end
        return nil unless found
        raise Puppet::DevError, "Process record type #{record.name} returned non-hash" unless found.is_a?(Hash)

        found[:record_type] = record.name
        found
      end

      def fields_of_match(line, record)
        match = record.match.match(line)
        return nil unless match

        record.fields.zip(match.captures).each_with_object({}) do |(field, value), all|
          all[field] = value == record.absent ? :absent : value
        end
      end

      def fields_of_words(line, record)
        words = line.split(record.separator == ' ' ? / / : record.separator)
        found = {}
        record.fields.each do |field|
          word = words.shift
          found[field] = word && word != record.absent ? word : :absent
        end
        if record.rollup && !words.empty?
          last = record.fields.last
          found[last] = ([found[last]] + words).join(record.joiner)
        end
        found
      end

      def to_file(records)
        text = records.map { |record| to_line(record) }.join(line_separator)
        trailing_separator ? text + line_separator : text
      end

      def to_line(details)
        record = record_type(details[:record_type])
        raise ArgumentError, "Invalid record type #{details[:record_type].inspect}" unless record

        if record.respond_to?(:pre_gen)
          details = details.dup
          record.pre_gen(details)
        end
        return details[:line] if record.text?
        return record.to_line(details) if record.respond_to?(:to_line)

        line = record.join(details)
        return line unless record.rts

        line.sub(record.rts == true ? /\s+$/ : record.rts, '')
      end

      def valid_attr?(type, attribute)
        record = record_type(type)
        (record && record.fields && record.fields.include?(attribute.to_sym)) || attribute.to_sym == :ensure ? true : false
      end
    end

    # Where records are kept: a plain file, or nowhere but in memory.
    class FileType
      class FileReadError < Puppet::Error; end

      class << self
        def newfiletype(name, &block)
          made = Class.new(self)
          made.class_eval(&block)
          made.prepend(Told)
          constant = "FileType#{name.to_s.capitalize}"
          FileType.const_set(constant, made) unless FileType.const_defined?(constant, false)
          (@filetypes ||= {})[name] = made
        end

        # Those of a class are its own: modules look into them by their name.
        def filetype(name)
          (@filetypes || {})[name]
        end
      end

      attr_accessor :path, :loaded, :synced

      def initialize(path, default_mode = nil)
        raise ArgumentError, 'Path is nil' if path.nil?

        @path = path
        @default_mode = default_mode
      end

      # What a file could not be read or written for, with its kind and its path.
      module Told
        def read
          told('read') { super }
        end

        def write(text)
          told('write') { super }
        end

        private

        def told(what)
          yield
        rescue Puppet::Error
          raise
        rescue StandardError => e
          raise Puppet::Error, "#{self.class} could not #{what} #{path}: #{e.message}"
        end
      end

      newfiletype(:flat) do
        def read
          File.exist?(@path) ? File.read(@path).gsub(/# HEADER.*\n/, '') : ''
        end

        def write(text)
          File.open(@path, 'w', @default_mode || 0o600) { |file| file.write(text) }
        end

        def remove
          File.delete(@path) if File.exist?(@path)
        end
      end

      newfiletype(:ram) do
        def read
          (@@texts ||= {})[@path] || ''
        end

        def write(text)
          (@@texts ||= {})[@path] = text
        end

        def remove
          (@@texts ||= {}).delete(@path)
        end
      end
    end
  end

  # A provider whose resources are the records of a file.
  class Provider::ParsedFile < Provider
    extend Puppet::Util::FileParsing

    class << self
      attr_accessor :default_target, :target, :raise_prefetch_errors

      def initvars
        @records = []
        @target_objects = {}
        @failed_targets = {}
        @modified = []
        super
      end

      def resource_type=(type)
        super
        mk_resource_methods
      end

      def filetype
        @filetype ||= superclass.respond_to?(:filetype) ? superclass.filetype : Puppet::Util::FileType.filetype(:flat)
      end

      def filetype=(type)
        found = type.is_a?(Class) ? type : Puppet::Util::FileType.filetype(type)
        raise ArgumentError, "Invalid filetype #{type}" unless found

        @filetype = found
      end

      def clean(record)
        record.reject { |key, _| [:record_type, :on_disk].include?(key) }
      end

      def clear
        @target_objects.clear
        @records.clear
      end

      def header
        "# HEADER: This file was autogenerated at #{Time.now}\n" \
          "# HEADER: by puppet.  While it can still be managed manually, it\n" \
          "# HEADER: is definitely not recommended.\n"
      end

      def native_header_regex
        nil
      end

      def drop_native_header
        false
      end

      def default_mode
        nil
      end

      def mk_resource_methods
        (resource_type.validproperties + resource_type.parameters).each do |attribute|
          define_method(attribute) do
            if @property_hash[attribute] || self.class.valid_attr?(self.class.name, attribute)
              @property_hash[attribute] || :absent
            else
              @resource && @resource.should(attribute)
            end
          end
          define_method("#{attribute}=") do |value|
            mark_target_modified
            @property_hash[attribute] = value
          end
        end
      end

      def target_object(target)
        @target_objects[target] ||= default_mode ? filetype.new(target, default_mode) : filetype.new(target)
      end

      def targets(resources = nil)
        raise Puppet::DevError, 'Parsed Providers must define a default target' unless default_target

        found = [default_target] + @target_objects.keys
        found += resources.values.map { |resource| resource.should(:target) } if resources
        found.compact.uniq
      end

      def prefetch(resources = nil)
        @records = targets(resources).flat_map { |target| prefetch_target(target) }
        match_providers_with_resources(resources)
      end

      def match_providers_with_resources(resources)
        return unless resources

        rest = resources.dup
        @records.each do |record|
          next if skip_record?(record)

          if (resource = resource_for_record(record, resources))
            resource.provider = new(record)
          elsif respond_to?(:match) && (resource = match(record, rest))
            rest.delete(resource.title)
            record[:name] = resource[:name]
            resource.provider = new(record)
          end
        end
      end

      def resource_for_record(record, resources)
        record[:name] && resources[record[:name]]
      end

      def prefetch_target(target)
        begin
          found = retrieve(target)
        rescue Puppet::Util::FileType::FileReadError => e
          if raise_prefetch_errors
            @failed_targets[target] = e.message
          else
            Puppet.err("Could not prefetch #{resource_type.name} provider '#{name}' target '#{target}': #{e.message}. Treating as empty")
          end
          found = []
        end
        found.each do |record|
          record[:on_disk] = true
          record[:target] = target
          record[:ensure] = :present
        end
        found = prefetch_hook(found) if respond_to?(:prefetch_hook)
        raise Puppet::DevError, "Prefetching #{target} for provider #{name} returned nil" unless found

        found
      end

      def retrieve(path)
        text = target_object(path).read
        return [] if text.nil? || text == ''

        before = @target
        @target = path
        begin
          parse(text)
        ensure
          @target = before
        end
      end

      # What is written back is what was read: an instance that shall go is one of these.
      def instances
        @records = targets.flat_map { |target| prefetch_target(target) } if @records.empty?
        @records.reject { |one| skip_record?(one) || one[:ensure] == :absent }.map { |one| new(one) }
      end

      def skip_record?(record)
        record_type(record[:record_type]).text?
      end

      def record?(name)
        @records && @records.find { |record| record[:name] == name }
      end

      def target_records(target)
        @records.select { |record| record[:target] == target }
      end

      def modified(target)
        @modified << target unless @modified.include?(target)
      end

      def flush(record)
        unless record[:on_disk]
          record[:on_disk] = true
          @records << record
          modified(record[:target] || default_target)
        end
        targets = @modified.sort_by(&:to_s)
        @modified = []
        targets.each do |target|
          Puppet.debug("Flushing #{resource_type.name} provider target #{target}")
          flush_target(target)
        end
      end

      def backup_target(_target); end

      def flush_target(target)
        if raise_prefetch_errors && @failed_targets.key?(target)
          raise Puppet::Error, "Failed to read #{target}'s records when prefetching them. Reason: #{@failed_targets[target]}"
        end

        target_object(target).write(to_file(target_records(target).reject { |one| one[:ensure] == :absent }))
      end

      def to_file(records)
        text = super
        if native_header_regex && (match = text.match(native_header_regex))
          return match[0] + header + match.pre_match + match.post_match unless drop_native_header

          text = match.pre_match + match.post_match
        end
        header + text
      end
    end

    initvars

    attr_accessor :property_hash

    def initialize(record)
      super
      @property_hash = self.class.record?(resource[:name]) || { record_type: self.class.name, ensure: :absent } if @property_hash.empty?
    end

    def create
      @resource.class.validproperties.each do |property|
        value = @resource.should(property)
        @property_hash[property] = value if value
      end
      mark_target_modified
    end

    def destroy
      self.ensure = :absent
    end

    def exists?
      !(@property_hash[:ensure] == :absent || @property_hash[:ensure].nil?)
    end

    def flush
      unless @property_hash[:target]
        @property_hash[:target] = @resource.should(:target) || self.class.default_target
        self.class.modified(@property_hash[:target])
      end
      @resource.class.key_attributes.each { |name| @property_hash[name] ||= @resource[name] }
      self.class.flush(@property_hash)
    end

    def record_type
      @property_hash[:record_type]
    end

    private

    def mark_target_modified
      wanted = @resource && @resource.should(:target)
      self.class.modified(wanted) if wanted && wanted != @property_hash[:target]
      self.class.modified(@property_hash[:target]) if @property_hash[:target] && @property_hash[:target] != :absent
    end
  end
end
