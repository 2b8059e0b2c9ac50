class CSV
  include Enumerable

  class MalformedCSVError < RuntimeError
    attr_reader :line_number

    def initialize(message, line)
      @line_number = line
      super("#{message} in line #{line}.")
    end
  end

  class Row
    include Enumerable

    attr_reader :headers, :fields

    def initialize(headers, fields, header_row = false)
      @headers = headers.dup
      @headers << nil while @headers.size < fields.size
      @fields = @headers.each_index.map { |i| fields[i] }
      @header_row = header_row
    end

    def header_row? = @header_row

    def [](name) = name.is_a?(Integer) ? @fields[name] : (at = @headers.index(name)) && @fields[at]
    alias field []

    def []=(name, value)
      at = name.is_a?(Integer) ? name : @headers.index(name)
      unless at
        @headers << name
        at = @headers.size - 1
      end
      @fields[at] = value
    end

    def fetch(name, *default)
      return self[name] if @headers.include?(name)
      return yield(name) if block_given?
      default.empty? ? raise(KeyError, "key not found: #{name}") : default[0]
    end

    def key?(name) = @headers.include?(name)
    alias has_key? key?
    alias header? key?
    alias include? key?

    def values_at(*names) = names.map { |name| self[name] }

    def to_h = @headers.zip(@fields).each_with_object({}) { |(name, value), hash| hash[name] = value unless hash.key?(name) }
    alias to_hash to_h

    def to_a = @headers.zip(@fields)

    def each(&block)
      to_a.each(&block)
      self
    end
    alias each_pair each

    def ==(other) = other.is_a?(Row) ? to_a == other.to_a : @fields == other

    def to_csv(**options) = CSV.generate_line(@fields, **options)
    alias to_s to_csv

    def size = @fields.size

    def inspect = "#<CSV::Row #{to_a.map { |name, value| "#{name.is_a?(Symbol) ? name : name.inspect}:#{value.inspect}" }.join(' ')}>"
  end

  class Table
    include Enumerable

    attr_reader :headers

    def initialize(rows, headers: nil)
      @rows = rows
      @headers = headers || (rows.empty? ? [] : rows.first.headers)
    end

    def [](name) = name.is_a?(Integer) ? @rows[name] : @rows.map { |row| row[name] }

    def each(&block)
      @rows.each(&block)
      self
    end

    def size = @rows.size
    alias length size

    def to_a = [@headers, *@rows.map(&:fields)]

    def to_csv(**options) = CSV.generate_line(@headers, **options) + @rows.map { |row| row.to_csv(**options) }.join
    alias to_s to_csv

    def inspect = "#<CSV::Table mode:col_or_row row_count:#{size + 1}>"
  end

  CONVERTERS = {
    integer: ->(text) { Integer(text) rescue text },
    float: ->(text) { Float(text) rescue text },
    numeric: ->(text) { Integer(text) rescue (Float(text) rescue text) },
    all: ->(text) { Integer(text) rescue (Float(text) rescue text) }
  }

  HEADERS = {
    downcase: ->(name) { name.downcase },
    symbol: ->(name) { name.strip.downcase.gsub(/[^\s\w]+/, '').gsub(/\s+/, '_').to_sym },
    symbol_raw: ->(name) { name.strip.to_sym }
  }

  def self.parse_line(text, **options) = parse(text, **options).first

  def self.parse(text, **options, &block)
    table = new(text, **options).read
    block ? table.each(&block) : table
  end

  def self.read(path, **options) = parse(File.read(path), **options)

  def self.readlines(path, **options) = read(path, **options)

  def self.table(path, **options) = read(path, headers: true, converters: :numeric, header_converters: :symbol, **options)

  def self.foreach(path, _mode = 'r', **options, &block)
    table = read(path, **options)
    block ? table.each(&block) : table.each
  end

  def self.open(path, mode = 'r', **options)
    made = new(File.read(path), **options)
    block_given? ? yield(made) : made
  end

  def self.generate(text = +'', **options)
    yield(new(text, **options))
    text
  end

  def self.generate_line(fields, col_sep: ',', row_sep: "\n", quote_char: '"', force_quotes: false, **)
    fields.map do |field|
      next force_quotes ? quote_char * 2 : '' if field.nil?
      text = field.to_s
      if force_quotes || text.empty? || text.include?(col_sep) || text.match?(/[\r\n]|\A\s|\s\z/) || text.include?(quote_char)
        quote_char + text.gsub(quote_char, quote_char * 2) + quote_char
      else
        text
      end
    end.join(col_sep) + row_sep
  end

  def self.generate_lines(rows, **options) = rows.map { |row| generate_line(row, **options) }.join

  attr_reader :headers

  def initialize(text = +'', col_sep: ',', row_sep: :auto, quote_char: '"', headers: false, converters: nil, header_converters: nil, skip_blanks: false, skip_lines: nil, liberal_parsing: false, return_headers: false, strip: false, **options)
    @text = text.respond_to?(:read) ? text.read : text
    @col_sep = col_sep
    @quote = quote_char
    @wants_headers = headers
    @converters = [converters].flatten.compact.map { |one| one.respond_to?(:call) ? one : CONVERTERS.fetch(one) }
    @header_converters = [header_converters].flatten.compact.map { |one| one.respond_to?(:call) ? one : HEADERS.fetch(one) }
    @skip_blanks = skip_blanks
    @skip_lines = skip_lines
    @liberal = liberal_parsing
    @strip = strip
    @options = options.merge(col_sep: col_sep, quote_char: quote_char)
    @options[:row_sep] = row_sep unless row_sep == :auto
  end

  def <<(row)
    @text << CSV.generate_line(row.respond_to?(:fields) ? row.fields : row.is_a?(Hash) ? row.values : row, **@options)
    self
  end
  alias add_row <<
  alias puts <<

  def read
    rows = lines
    return rows unless @wants_headers
    names = @wants_headers == true || @wants_headers == :first_row ? (rows.shift || []) : @wants_headers
    names = names.split(@col_sep) if names.is_a?(String)
    @headers = names.map { |name| name.is_a?(String) ? @header_converters.inject(name) { |value, one| one.call(value) } : name }
    Table.new(rows.map { |row| Row.new(@headers, row) }, headers: @headers)
  end
  alias readlines read
  alias to_a read

  def each(&block) = read.each(&block)

  def shift = (@rest ||= read.to_a).shift
  alias gets shift
  alias readline shift

  private

  def lines
    rows = []
    row = []
    field = nil
    quoted = false
    at = 0
    line = 1
    text = @text
    convert = lambda do |value, was_quoted|
      value = value.strip if value && @strip && !was_quoted
      return value if value.nil?
      was_quoted ? value : @converters.inject(value) { |v, one| v.is_a?(String) ? one.call(v) : v }
    end
    finish = lambda do
      row << convert.call(field, quoted)
      blank = row == [nil]
      rows << (blank ? [] : row) unless blank && @skip_blanks
      row = []
      field = nil
      quoted = false
    end
    while at < text.length
      if field.nil? && row.empty? && @skip_lines
        stop = text.index("\n", at) || text.length
        if text[at...stop].match?(@skip_lines)
          at = stop + 1
          line += 1
          next
        end
      end
      c = text[at]
      if c == @quote && field.nil?
        quoted = true
        field = +''
        at += 1
        loop do
          stop = text.index(@quote, at)
          raise MalformedCSVError.new('Unclosed quoted field', line) unless stop
          field << text[at...stop]
          at = stop + 1
          break unless text[at] == @quote
          field << @quote
          at += 1
        end
        unless at >= text.length || text[at, @col_sep.length] == @col_sep || "\r\n".include?(text[at])
          raise MalformedCSVError.new('Any value after quoted field isn\'t allowed', line)
        end
      elsif text[at, @col_sep.length] == @col_sep
        row << convert.call(field, quoted)
        field = nil
        quoted = false
        at += @col_sep.length
        finish.call if at >= text.length
      elsif c == "\n" || c == "\r"
        at += text[at, 2] == "\r\n" ? 2 : 1
        finish.call
        line += 1
      else
        stop = text.index(/[\r\n]|#{Regexp.escape(@col_sep)}/, at) || text.length
        field = text[at...stop]
        raise MalformedCSVError.new('Illegal quoting', line) if !@liberal && field.include?(@quote)
        at = stop
      end
      finish.call if at >= text.length && (field || !row.empty?)
    end
    rows
  end
end

class Array
  def to_csv(**options) = CSV.generate_line(self, **options)
end

class String
  def parse_csv(**options) = CSV.parse_line(self, **options)
end
