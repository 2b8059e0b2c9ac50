require 'csv/row'
require 'csv/table'
require 'csv/parser'
require 'csv/writer'
require 'stringio'

class CSV
  include Enumerable

  class MalformedCSVError < RuntimeError
    attr_reader :line_number
    alias lineno line_number

    def initialize(message, line)
      @line_number = line
      super("#{message} in line #{line}.")
    end
  end

  FieldInfo = Struct.new(:index, :line, :header)

  VERSION = '3.2.2'
  ConverterEncoding = Encoding::UTF_8

  DateMatcher = /\A(?:(?:\w+,?\s+)?\w+\s+\d{1,2},?\s+\d{2,4}|\d{4}-\d{2}-\d{2})\z/
  DateTimeMatcher = /\A(?:(?:\w+,?\s+)?\w+\s+\d{1,2}\s+\d{1,2}:\d{1,2}:\d{1,2},?\s+\d{2,4}|\d{4}-\d{2}-\d{2}\s\d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?(?:[+-]\d{2}(?::\d{2})|Z)?)?)?)\z/

  Converters = {
    integer: ->(text) { Integer(text.encode(ConverterEncoding)) rescue text },
    float: ->(text) { Float(text.encode(ConverterEncoding)) rescue text },
    numeric: %i[integer float],
    date: ->(text) { text.match?(DateMatcher) ? Date.parse(text) : text rescue text },
    date_time: ->(text) { text.match?(DateTimeMatcher) ? DateTime.parse(text) : text rescue text },
    all: %i[date_time numeric]
  }

  HeaderConverters = {
    downcase: ->(name) { name.encode(ConverterEncoding).downcase },
    symbol: ->(name) { name.encode(ConverterEncoding).downcase.gsub(/[^\s\w]+/, '').strip.gsub(/\s+/, '_').to_sym }
  }

  DEFAULT_OPTIONS = {
    col_sep: ',', row_sep: :auto, quote_char: '"', field_size_limit: nil, converters: nil, unconverted_fields: nil,
    headers: false, return_headers: false, header_converters: nil, skip_blanks: false, skip_lines: nil,
    liberal_parsing: false, nil_value: nil, empty_value: '', strip: false, write_headers: nil, quote_empty: true,
    force_quotes: false, write_converters: nil, write_nil_value: nil, write_empty_value: ''
  }.freeze

  # What is done to the fields of a line: a list of procs, by name or given.
  class FieldsConverter
    attr_reader :list

    def initialize(names, known, nil_value: nil, empty_value: '', skips_nil: false)
      @known = known
      @list = []
      @nil_value = nil_value
      @empty_value = empty_value
      @skips_nil = skips_nil
      add(names)
    end

    def add(names)
      case names
      when nil then nil
      when Array then names.each { |name| add(name) }
      when Symbol
        known = @known[names]
        known.is_a?(Array) ? add(known) : @list << known
      else @list << names
      end
    end

    def names = @list.map { |one| @known.key(one) || one }

    def convert(fields, line, headers = nil)
      fields.each_with_index.map do |field, at|
        field = @nil_value if field.nil?
        field = @empty_value if field.is_a?(String) && field.empty?
        next field if field.nil? && @skips_nil
        @list.each do |one|
          field = one.arity == 1 ? one.call(field) : one.call(field, FieldInfo.new(at, line, headers && headers[at]))
          break unless field.is_a?(String)
        end
        field
      end
    end
  end

  class << self
    def parse(text, **options, &block)
      csv = new(text, **options)
      block ? csv.each(&block) : csv.read
    end

    def parse_line(text, **options) = new(text, **options).shift

    def generate(text = nil, **options)
      io = StringIO.new(text || +'')
      io.seek(0, 2)
      yield(new(io, **options))
      io.string
    end

    def generate_line(row, **options) = (new(+'', row_sep: "\n", **options) << row).string

    def open(path, mode = 'r', **options)
      file = options.keys & %i[universal_newline invalid undef replace]
      options = options.except(*file)
      csv = new(__io(path, mode, options[:encoding]), **options)
      return csv unless block_given?
      begin
        yield csv
      ensure
        csv.close
      end
    end

    def __io(path, mode, encoding)
      return File.open(path, mode) unless mode.to_s.match?(/\Ar(?!b?\+)/)
      text = File.read(path)
      StringIO.new("#{mode}#{encoding}".match?(/bom/i) ? text.delete_prefix("\uFEFF") : text)
    end

    def read(path, **options) = open(path, **options, &:read)

    def readlines(path, **options) = read(path, **options)

    def table(path, **options) = read(path, headers: true, converters: :numeric, header_converters: :symbol, **options)

    def foreach(path, mode = 'r', **options, &block)
      return to_enum(:foreach, path, mode, **options) unless block
      open(path, mode, **options) { |csv| csv.each(&block) }
    end

    def filter(input = nil, output = nil, **options)
      ways = [{ row_sep: "\n" }, { row_sep: "\n" }]
      options.each do |key, value|
        case key
        when /\Ain(?:put)?_(.+)/ then ways[0][$1.to_sym] = value
        when /\Aout(?:put)?_(.+)/ then ways[1][$1.to_sym] = value
        else ways.each { |way| way[key] = value }
        end
      end
      from = new(input || $stdin, **ways[0])
      to = new(output || $stdout, **ways[1])
      names = nil
      from.each do |row|
        to << names = from.headers if !names && from.headers.is_a?(Array) && ways[1][:write_headers]
        yield row
        to << row
      end
    end

    def instance(data = $stdout, **options)
      made = (@instances ||= {})[[data.object_id, *options.values.map(&:object_id)].sort] ||= new(data, **options)
      block_given? ? yield(made) : made
    end
  end

  attr_reader :col_sep, :quote_char, :skip_lines, :field_size_limit

  def initialize(data, col_sep: ',', row_sep: :auto, quote_char: '"', field_size_limit: nil, converters: nil, unconverted_fields: nil, headers: false, return_headers: false, write_headers: nil, header_converters: nil, skip_blanks: false, force_quotes: false, skip_lines: nil, liberal_parsing: false, internal_encoding: nil, external_encoding: nil, encoding: nil, nil_value: nil, empty_value: '', strip: false, quote_empty: true, write_converters: nil, write_nil_value: nil, write_empty_value: '')
    raise ArgumentError, 'Cannot parse nil as CSV' if data.nil?
    @io = data.is_a?(String) ? StringIO.new(data) : data
    @col_sep = col_sep
    @row_sep = row_sep
    @quote_char = quote_char
    @field_size_limit = field_size_limit
    @converter = FieldsConverter.new(converters, Converters, nil_value: nil_value, empty_value: empty_value)
    @header_converter = FieldsConverter.new(header_converters, HeaderConverters, skips_nil: true)
    @unconverted_fields = unconverted_fields
    @wanted = headers
    @return_headers = return_headers
    @write_headers = write_headers
    @skip_blanks = skip_blanks
    @skip_lines = skip_lines
    @liberal_parsing = liberal_parsing
    @strip = strip
    @force_quotes = force_quotes
    @writes = { quote_empty: quote_empty, converter: FieldsConverter.new(write_converters, Converters, nil_value: write_nil_value, empty_value: write_empty_value) }
    raise ArgumentError, ":col_sep must be 1 or more characters: #{col_sep.inspect}" if col_sep.nil? || col_sep == ''
    writer if write_headers && headers.respond_to?(:each) || write_headers && headers.is_a?(String)
  end

  def row_sep = @row_sep == :auto ? (@io.respond_to?(:string) && parser.row_sep || "\n") : @row_sep

  def converters = @converter.names

  def header_converters = @header_converter.names

  def skip_blanks? = @skip_blanks

  def return_headers? = @return_headers

  def write_headers? = @write_headers

  def force_quotes? = @force_quotes

  def liberal_parsing? = @liberal_parsing ? true : false

  def unconverted_fields? = @unconverted_fields

  def encoding = Encoding::UTF_8

  def headers = @writer&.headers || @headers || (@wanted || nil)

  def header_row? = @wanted && @headers.nil? ? true : false

  def convert(name = nil, &block) = @converter.add(name || block)

  def header_convert(name = nil, &block) = @header_converter.add(name || block)

  def lineno = @writer ? @writer.lineno : @parser ? @parser.lineno : 0

  def line = @parser&.line

  def rewind
    @parser = nil
    @headers = nil
    @pending = nil
    @io.rewind
  end

  def eof? = @pending.nil? && (@writer ? @io.eof? : parser.eof?)
  alias eof eof?

  def shift
    names if @wanted && !@headers
    if @pending
      row, @pending = @pending, nil
      return row
    end
    found = parser.shift or return
    fields, line = found
    values = @converter.convert(fields, line, @headers)
    made = @wanted ? Row.new(@headers, values) : values
    made.define_singleton_method(:unconverted_fields) { fields } if @unconverted_fields
    made
  end
  alias gets shift
  alias readline shift

  def each
    return to_enum(:each) unless block_given?
    while (row = shift)
      yield row
    end
  end

  def read
    rows = to_a
    @wanted ? Table.new(rows, headers: @headers || []) : rows
  end
  alias readlines read

  def <<(row)
    writer << row
    self
  end
  alias add_row <<
  alias puts <<

  def close = @io.respond_to?(:close) ? @io.close : nil

  %i[binmode binmode? close_read close_write closed? external_encoding fcntl fileno flock flush fsync internal_encoding ioctl isatty path pid pos pos= reopen seek stat string sync sync= tell to_i to_io truncate tty?].each do |name|
    define_method(name) { |*args, &block| @io.__send__(name, *args, &block) }
  end

  def inspect
    kind = { $stdout => '$stdout', $stdin => '$stdin', $stderr => '$stderr' }[@io] || @io.class
    parts = ["io_type:#{kind}"]
    parts << "io_path:#{path.inspect}" if @io.respond_to?(:path) && path
    parts << "encoding:#{encoding}" << "lineno:#{lineno}" << "col_sep:#{@col_sep.inspect}" << "row_sep:#{row_sep.inspect}" << "quote_char:#{@quote_char.inspect}"
    { skip_blanks: @skip_blanks, liberal_parsing: @liberal_parsing }.each { |name, value| parts << "#{name}:#{value.inspect}" if value }
    parts << "headers:#{headers.inspect}" if headers
    "#<CSV #{parts.join(' ')}>"
  end

  private

  def parser
    @parser ||= Parser.new(@io.read || '', col_sep: @col_sep.to_s, row_sep: @row_sep, quote_char: @quote_char&.to_s, skip_blanks: @skip_blanks, skip_lines: @skip_lines, liberal: @liberal_parsing, strip: @strip)
  end

  def writer
    names = @wanted.is_a?(String) ? given : @wanted
    names = @header_converter.convert(names, 0) if names.is_a?(Array)
    @writer ||= Writer.new(@io, headers: names || nil, write_headers: @write_headers, col_sep: @col_sep.to_s, row_sep: @row_sep == :auto ? "\n" : @row_sep, quote_char: @quote_char, force_quotes: @force_quotes, **@writes)
  end

  def given = CSV.parse_line(@wanted, col_sep: @col_sep, row_sep: @row_sep, quote_char: @quote_char)

  def names
    found =
      case @wanted
      when Array then @wanted
      when String then given
      else
        row = parser.shift or return
        row[0]
      end
    @headers = @header_converter.convert(found, lineno).map { |name| name.is_a?(String) ? name.dup.freeze : name }
    @pending = Row.new(@headers, found, true) if @return_headers
  end
end

def CSV(*args, **options, &block) = CSV.instance(*args, **options, &block)

class Array
  def to_csv(**options) = CSV.generate_line(self, **options)
end

class String
  def parse_csv(**options) = CSV.parse_line(self, **options)
end
