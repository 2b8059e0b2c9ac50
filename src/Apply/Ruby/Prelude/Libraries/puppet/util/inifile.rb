# Files of sections with settings, kept as they were written but for what was set.
module Puppet
  module Util
    module IniConfig
      class IniParseError < Puppet::Error
        def initialize(message, file = nil, line = nil)
          super(message)
          self.file = file
          self.line = line
        end
      end

      # Settings as pairs, and all else as it stands in the file.
      class Section
        attr_reader :name, :file, :entries
        attr_writer :destroy

        def initialize(name, file)
          @name = name
          @file = file
          @entries = []
          @dirty = false
          @destroy = false
        end

        def dirty?
          @dirty || @destroy
        end

        def mark_dirty
          @dirty = true
        end

        def mark_clean
          @dirty = false
        end

        def destroy?
          @destroy
        end

        def add_line(line)
          @entries << line
        end

        def [](key)
          pair = pair_of(key)
          pair && pair[1]
        end

        def []=(key, value)
          @dirty = true
          pair = pair_of(key)
          pair ? pair[1] = value : @entries << [key, value]
        end

        def format
          return '' if @destroy

          lines = @entries.map do |entry|
            next entry unless entry.is_a?(Array)

            entry[1].nil? ? '' : "#{entry[0]}=#{entry[1]}\n"
          end
          "[#{name}]\n#{lines.join}"
        end

        private

        def pair_of(key)
          @entries.find { |entry| entry.is_a?(Array) && entry[0] == key }
        end
      end

      class PhysicalFile
        INI_COMMENT = /^\s*$|^[#;]|^\s*rem\s/i.freeze
        INI_CONTINUATION = /^[ \t\r\n\f]/.freeze
        INI_SECTION_NAME = /^\[([^\]]+)\]/.freeze
        INI_PROPERTY = /^\s*([^\s=]+)\s*\=\s*(.*)$/.freeze

        attr_reader :filetype, :contents
        attr_accessor :destroy_empty, :file_collection

        def initialize(file, options = {})
          @file = file
          @contents = []
          @filetype = Puppet::Util::FileType.filetype(:flat).new(file)
          @destroy_empty = options.fetch(:destroy_empty, false)
        end

        def read
          text = @filetype.read
          raise IniParseError, "Cannot read nonexistent file #{@file.inspect}" if text.nil?

          parse(text)
        end

        def parse(text)
          section = key = nil
          text.each_line.with_index(1) do |line, number|
            if line.match?(INI_COMMENT)
              section ? section.add_line(line) : @contents << line
            elsif section && key && line.match?(INI_CONTINUATION)
              section[key] += "\n#{line.chomp}"
            elsif (found = line.match(INI_SECTION_NAME))
              section.mark_clean if section
              section = add_section(found[1])
              key = nil
            else
              key = set(section, line, number)
            end
          end
          section.mark_clean if section
        end

        def sections
          @contents.grep(Section)
        end

        def get_section(name)
          sections.find { |one| one.name == name }
        end

        def format
          @contents.map { |one| one.is_a?(Section) ? one.format : one }.join
        end

        def store
          if @destroy_empty && sections.all?(&:destroy?)
            ::File.unlink(@file)
          elsif sections.any?(&:dirty?)
            @filetype.write(format)
          end
          sections.each(&:mark_clean)
        end

        def add_section(name)
          if get_section(name) || (@file_collection && @file_collection.get_section(name))
            raise IniParseError.new("Section #{name.inspect} is already defined, cannot redefine", @file)
          end

          Section.new(name, @file).tap { |made| @contents << made }
        end

        private

        def set(section, line, number)
          found = line.match(INI_PROPERTY)
          raise IniParseError.new("Can't parse line '#{line.chomp}'", @file, number) unless found
          raise IniParseError, "Property with key #{found[1].inspect} outside of a section" unless section

          section[found[1]] = found[2].rstrip
          found[1]
        end
      end

      # Several files, whose sections all have names of their own.
      class FileCollection
        attr_reader :files

        def initialize
          @files = {}
        end

        def read(path)
          new_file(path).read
        end

        def store
          @files.each_value(&:store)
        end

        def each_section(&block)
          @files.values.flat_map(&:sections).each(&block)
        end

        def each_file(&block)
          @files.keys.each(&block)
        end

        def get_section(name)
          @files.values.map { |file| file.get_section(name) }.compact.last
        end
        alias [] get_section

        def include?(name)
          !get_section(name).nil?
        end

        def add_section(name, path)
          (@files[path] || new_file(path)).add_section(name)
        end

        private

        def new_file(path)
          @files[path] = PhysicalFile.new(path).tap { |made| made.file_collection = self }
        end
      end

      File = FileCollection
    end
  end
end
