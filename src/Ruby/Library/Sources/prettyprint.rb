# Texts laid out in lines of a width: a group stands on one line, or breaks at each of its places.
class PrettyPrint
  Word = Struct.new(:text, :width)
  Break = Struct.new(:text, :width, :indent)

  class Group
    attr_reader :parts, :parent

    def initialize(parent)
      @parent = parent
      @parts = []
    end

    def first? = @parts.empty?

    def flat = @flat ||= @parts.sum { |part| part.is_a?(Group) ? part.flat : part.width }

    # What of it stands before the first place where a line may end, and whether there is one.
    def head
      width = 0
      @parts.each do |part|
        return [width, true] if part.is_a?(Break)
        more, ends = part.is_a?(Group) ? part.head : [part.width, false]
        width += more
        return [width, true] if ends
      end
      [width, false]
    end
  end

  def self.format(output = +'', width = 79, newline = "\n", space = ->(count) { ' ' * count })
    printer = new(output, width, newline, &space)
    yield printer
    printer.flush
    output
  end

  def self.singleline_format(output = +'', *)
    yield SingleLine.new(output)
    output
  end

  attr_reader :output, :maxwidth, :newline, :indent, :genspace

  def initialize(output = +'', maxwidth = 79, newline = "\n", &space)
    @output = output
    @maxwidth = maxwidth
    @newline = newline
    @genspace = space || ->(count) { ' ' * count }
    @indent = 0
    @root = @group = Group.new(nil)
    @column = 0
  end

  def current_group = @group

  def first? = @group.first?

  def text(text, width = text.length) = @group.parts << Word.new(text, width)

  def breakable(text = ' ', width = text.length) = @group.parts << Break.new(text, width, @indent)
  alias fill_breakable breakable

  def group(indent = 0, open = '', close = '', open_width = open.length, close_width = close.length)
    text(open, open_width) unless open.empty?
    @group.parts << @group = Group.new(@group)
    nest(indent) { yield }
  ensure
    @group = @group.parent
    text(close, close_width) unless close.empty?
  end

  def nest(indent)
    @indent += indent
    yield
  ensure
    @indent -= indent
  end

  def flush
    lay(@root, 0)
    @root = @group = Group.new(nil)
  end

  private

  def lay(group, rest, broken = @column + group.flat + rest > @maxwidth)
    group.parts.each_with_index do |part, at|
      case part
      when Word then put(part.text, part.width)
      when Break
        next put(part.text, part.width) unless broken
        @output << @newline << @genspace.call(part.indent)
        @column = part.indent
      else lay(part, after(group, at, rest), broken ? @column + part.flat + after(group, at, rest) > @maxwidth : false)
      end
    end
  end

  # What follows a part on its line in any case.
  def after(group, at, rest)
    width = 0
    group.parts[at + 1..].each do |part|
      return width if part.is_a?(Break)
      more, ends = part.is_a?(Group) ? part.head : [part.width, false]
      width += more
      return width if ends
    end
    width + rest
  end

  def put(text, width)
    @output << text
    @column += width
  end

  class SingleLine
    def initialize(output, *)
      @output = output
      @first = [true]
    end

    def text(text, _width = nil)
      @first[-1] = false
      @output << text
    end

    def breakable(text = ' ', _width = nil) = self.text(text)

    def nest(_indent) = yield

    def group(_indent = nil, open = '', close = '', *)
      @first << true
      @output << open
      yield
      @output << close
    ensure
      @first.pop
    end

    def first? = @first[-1]

    def flush = nil
  end
end
