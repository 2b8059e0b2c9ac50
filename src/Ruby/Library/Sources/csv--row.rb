class CSV
  class Row
    include Enumerable

    def initialize(headers, fields, header_row = false)
      headers.each { |name| name.freeze if name.is_a?(String) }
      @header_row = header_row
      fields = fields.to_a
      @row = Array.new([headers.size, fields.size].max) { |at| [headers[at], fields[at]] }
    end

    def initialize_copy(other)
      super
      @row = other.row.map(&:dup)
    end

    attr_reader :row
    protected :row

    def header_row? = @header_row

    def field_row? = !@header_row

    def headers = @row.map(&:first)

    def field(name, from = 0)
      case name
      when Integer then @row[name]&.last
      when Range then @row[name].map(&:last)
      else (at = index(name, from)) && @row[at].last
      end
    end
    alias [] field

    def []=(*args)
      value = args.pop
      at = args[0].is_a?(Integer) ? args[0] : index(*args)
      return self << [args[0], value] unless at
      @row << [nil, nil] while @row.size <= at
      @row[at] = [args[0].is_a?(Integer) ? @row[at].first : args[0], value]
    end

    def fetch(name, *default)
      raise ArgumentError, 'Too many arguments' if default.size > 1
      pair = @row.assoc(name)
      return pair.last if pair
      return yield(name) if block_given?
      default.empty? ? raise(KeyError, "key not found: #{name}") : default[0]
    end

    def has_key?(name) = !@row.assoc(name).nil?
    alias include? has_key?
    alias key? has_key?
    alias member? has_key?
    alias header? has_key?

    def field?(value) = fields.include?(value)

    def index(name, from = 0)
      at = headers[from..].index(name)
      at && at + from
    end

    def <<(other)
      case other
      when Hash then other.each { |name, value| @row << [name, value] }
      when Array then other.size == 2 ? @row << other : @row << [nil, other]
      else @row << [nil, other]
      end
      self
    end

    def push(*others)
      others.each { |other| self << other }
      self
    end

    def delete(name, from = 0)
      at = name.is_a?(Integer) ? name : index(name, from)
      at ? @row.delete_at(at) : []
    end

    def delete_if(&block)
      return to_enum(:delete_if) unless block
      @row.delete_if(&block)
      self
    end

    def fields(*names)
      return @row.map(&:last) if names.empty?
      names.flat_map do |name|
        next field(name) unless name.is_a?(Range)
        first, last = [name.begin, name.end].map { |one| one.is_a?(Integer) || one.nil? ? one : index(one) }
        @row[Range.new(first, last, name.exclude_end?)].map(&:last)
      end
    end
    alias values_at fields

    def each(&block)
      return to_enum(:each) unless block
      @row.each(&block)
      self
    end
    alias each_pair each

    def ==(other) = other.is_a?(Row) ? @row == other.row : @row == other

    def to_h = @row.each_with_object({}) { |(name, value), hash| hash[name] = value unless hash.key?(name) }
    alias to_hash to_h

    def to_ary = @row

    def dig(name, *rest)
      found = field(name)
      rest.empty? || found.nil? ? found : found.dig(*rest)
    end

    def to_csv(**options) = CSV.generate_line(fields, **options)
    alias to_s to_csv

    def size = @row.size
    alias length size

    def empty? = @row.empty?

    def inspect = "#<#{['CSV::Row', *@row.map { |name, value| "#{name.is_a?(Symbol) ? name : name.inspect}:#{value.inspect}" }].join(' ')}>"
  end
end
