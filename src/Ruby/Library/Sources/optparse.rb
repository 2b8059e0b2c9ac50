# Options of a command line.

class OptionParser
  class ParseError < RuntimeError
    attr_reader :args
    attr_accessor :reason

    def initialize(*args, **)
      @args = args
      super()
    end

    def self.filter_backtrace(lines) = lines

    def reason = @reason || self.class::REASON

    def message = "#{reason}: #{@args.join(' ')}"
    alias to_s message

    def inspect = "#<#{self.class}: #{message}>"

    def recover(argv) = argv.unshift(*@args)
  end

  { AmbiguousOption: 'ambiguous option', NeedlessArgument: 'needless argument', MissingArgument: 'missing argument',
    InvalidOption: 'invalid option', InvalidArgument: 'invalid argument', AmbiguousArgument: 'ambiguous argument' }.each do |name, reason|
    type = Class.new(name == :AmbiguousArgument ? InvalidArgument : ParseError)
    type.const_set(:REASON, reason)
    const_set(name, type)
  end

  DecimalInteger = 10
  OctalInteger = 8
  DecimalNumeric = Numeric

  Switch = Struct.new(:shorts, :longs, :argument, :kind, :texts, :type, :negates, :block) do
    def name = (longs.first || shorts.first).sub(/\A-+/, '')
  end

  attr_accessor :banner, :program_name, :version, :summary_width, :summary_indent, :release, :raise_unknown

  def initialize(banner = nil, width = 32, indent = ' ' * 4)
    @banner = banner
    @summary_width = width
    @summary_indent = indent
    @program_name = File.basename($PROGRAM_NAME.to_s, '.*')
    @items = []
    @tail = []
    @accepted = {}
    yield self if block_given?
  end

  def banner = @banner || "Usage: #{@program_name} [options]"

  def separator(text = '') = @items << text

  def accept(type, pattern = nil, &block) = @accepted[type] = [pattern, block]

  def on(*given, &block)
    switch = Switch.new([], [], nil, :none, [], nil, false, block)
    given.each { |one| __take(switch, one) }
    @items << switch
    self
  end
  alias def_option on
  alias define on

  def on_tail(...)
    on(...)
    @tail << @items.pop
    self
  end
  alias def_tail_option on_tail
  alias define_tail on_tail

  def on_head(...)
    on(...)
    @items.unshift(@items.pop)
    self
  end
  alias def_head_option on_head
  alias define_head on_head

  def parse(*argv, into: nil) = parse!(argv.flatten.dup, into: into)

  def parse!(argv = ARGV, into: nil) = __run(argv, into, true)

  def permute(*argv, into: nil) = permute!(argv.flatten.dup, into: into)

  def permute!(argv = ARGV, into: nil) = __run(argv, into, true)

  def order(*argv, into: nil, &block) = order!(argv.flatten.dup, into: into, &block)

  def order!(argv = ARGV, into: nil, &block) = __run(argv, into, false, &block)

  def getopts(*names)
    argv = names.first.is_a?(Array) ? names.shift : ARGV
    short, *longs = names
    found = {}
    parser = OptionParser.new
    short.to_s.scan(/(.)(:)?/) do |letter, takes|
      found[letter] = takes ? nil : false
      parser.on("-#{letter}#{' VALUE' if takes}") { |value| found[letter] = value }
    end
    longs.each do |text|
      name, default = text.split(':', 2)
      found[name] = default.nil? ? false : default.empty? ? nil : default
      parser.on("--#{name}#{' VALUE' if default}") { |value| found[name] = value }
    end
    parser.parse!(argv)
    found
  end

  def self.getopts(...) = new.getopts(...)

  def summarize
    [*@items, *@tail].flat_map { |item| item.is_a?(Switch) ? __summary(item) : ["#{item}\n"] }
  end

  def help = "#{banner}\n#{summarize.join}"
  alias to_s help

  def to_a = ["#{banner}\n", *summarize]

  def ver = @version && "#{@program_name} #{Array(@version).join('.')}"

  private

  def __take(switch, one)
    case one
    when /\A--\[no-\](.+?)(?:[ =]?(\[?=?.*))?\z/
      name, argument = one.delete_prefix('--[no-]').split(/[ =]/, 2)
      switch.longs << "--#{name}"
      switch.negates = true
      __argument(switch, argument)
    when /\A--([^\s=\[]+)(?:(\[=?|=|\s)?(.*))?\z/m
      switch.longs << "--#{$1}"
      __argument(switch, one[(2 + $1.size)..])
    when /\A-(.)(.*)\z/m
      switch.shorts << "-#{$1}"
      __argument(switch, $2)
    when Class, Module, Regexp, Array, Hash, Integer
      raise ArgumentError, "unsupported argument type: #{one}" if one == Symbol && !@accepted.key?(one)
      switch.type = one
    when Symbol then switch.kind = { REQUIRED: :required, OPTIONAL: :optional, NONE: :none }[one] || switch.kind
    when Proc, Method then switch.block = one
    when /\A=?\[?[A-Z]/ then switch.texts.empty? && one.match?(/\A=/) ? __argument(switch, one) : switch.texts << one
    when String then switch.texts << one
    end
  end

  def __argument(switch, text)
    return if text.nil? || text.strip.empty?
    switch.argument = text
    switch.kind = text.strip.start_with?('[') || text.start_with?('=[') ? :optional : :required
  end

  def __summary(switch)
    longs = switch.longs.map { |name| switch.negates ? name.sub('--', '--[no-]') : name }
    longs[-1] += switch.argument if switch.argument && longs.any?
    left = [switch.shorts.map { |name| longs.empty? && switch.argument ? name + switch.argument : name }, longs].flatten.join(', ')
    left = "    #{left}" if switch.shorts.empty?
    texts = switch.texts.empty? ? [''] : switch.texts
    if left.size > @summary_width
      return ["#{@summary_indent}#{left}\n", *switch.texts.map { |text| "#{@summary_indent}#{' ' * (@summary_width + 1)}#{text}\n" }]
    end
    texts.each_with_index.map { |text, i| "#{@summary_indent}#{(i == 0 ? left : '').ljust(@summary_width)} #{text}".rstrip + "\n" }
  end

  def switches = [*@items, *@tail].grep(Switch)

  def __run(argv, into, permutes)
    rest = []
    until argv.empty?
      one = argv.shift
      if one == '--'
        rest.concat(argv.slice!(0..))
      elsif one.start_with?('--') && one.size > 2 then __long(one, argv, into)
      elsif one.start_with?('-') && one.size > 1 then __short(one, argv, into)
      elsif permutes then rest << one
      elsif block_given? then yield(one)
      else
        argv.unshift(one)
        return argv
      end
    end
    argv.replace(rest)
  end

  def __long(one, argv, into)
    name, value = one.split('=', 2)
    return puts(help) || exit if name == '--help' && switches.none? { |switch| switch.longs.include?('--help') }
    return puts(ver) || exit if name == '--version' && @version && switches.none? { |switch| switch.longs.include?('--version') }
    negated = false
    found = switches.select { |switch| switch.longs.include?(name) }
    if found.empty?
      found = switches.select { |switch| switch.negates && switch.longs.include?(name.sub('--no-', '--')) && name.start_with?('--no-') }
      negated = found.any?
    end
    found = switches.select { |switch| switch.longs.any? { |long| long.start_with?(name) } } if found.empty?
    raise InvalidOption.new(one) if found.empty?
    raise AmbiguousOption.new(one) if found.size > 1
    switch = found.first
    if switch.kind == :none
      raise NeedlessArgument.new(one) if value
      return __finish(switch, !negated, into)
    end
    value = argv.shift if value.nil? && (switch.kind == :required || (switch.kind == :optional && argv.first && !argv.first.start_with?('-')))
    raise MissingArgument.new(one) if value.nil? && switch.kind == :required
    __finish(switch, __converted(switch, value, one.include?('=') ? [one] : [name, value]), into)
  end

  def __short(one, argv, into)
    letter = one[0, 2]
    return puts(help) || exit if letter == '-h' && switches.none? { |switch| switch.shorts.include?('-h') }
    switch = switches.find { |each| each.shorts.include?(letter) } || raise(InvalidOption.new(one))
    rest = one[2..]
    if switch.kind == :none
      raise NeedlessArgument.new(one) if rest.start_with?('=')
      __finish(switch, true, into)
      argv.unshift("-#{rest}") unless rest.empty?
      return
    end
    value = rest.empty? ? nil : rest
    value = argv.shift if value.nil? && (switch.kind == :required || (argv.first && !argv.first.start_with?('-')))
    raise MissingArgument.new(one) if value.nil? && switch.kind == :required
    __finish(switch, __converted(switch, value, [letter, value]), into)
  end

  def __finish(switch, value, into)
    into[switch.name.to_sym] = value if into
    switch.block&.call(value)
  end

  def __converted(switch, value, shown)
    return value if value.nil? || switch.type.nil?
    pattern, block = @accepted[switch.type]
    if block && (pattern.nil? || (found = pattern.match(value)))
      return found && found.size > 1 ? block.call(*found.to_a) : block.call(value)
    end
    type = switch.type
    return Integer(value) if type == Integer
    return Float(value) if type == Float
    return value.include?('/') ? Rational(value) : value.include?('.') ? Float(value) : Integer(value) if type == Numeric
    return __pattern(value) if type == Regexp
    return Integer(value, type) if type.is_a?(Integer)
    return value.split(',') if type == Array
    return %w[true yes + on].include?(value) || (%w[false no - off].include?(value) ? false : raise(ArgumentError)) if [TrueClass, FalseClass].include?(type)
    case type
    when ::Array then type.map(&:to_s).include?(value) ? type.find { |one| one.to_s == value } : __partial(type.map(&:to_s), type, value)
    when ::Hash then type.key?(value) ? type[value] : type.fetch(value.to_sym)
    when Regexp then type.match?(value) ? value : raise(ArgumentError)
    else value
    end
  rescue ArgumentError, KeyError
    raise InvalidArgument.new(*shown)
  end

  def __pattern(text)
    found = text.match(%r{\A/(.*)/([imxn]*)\z}m)
    found ? Regexp.new(found[1], (found[2].include?('i') ? 1 : 0) | (found[2].include?('x') ? 2 : 0) | (found[2].include?('m') ? 4 : 0)) : Regexp.new(text)
  end

  def __partial(names, values, value)
    found = names.each_index.select { |i| names[i].start_with?(value) }
    raise ArgumentError unless found.size == 1
    values[found.first]
  end
end

OptParse = OptionParser
