require 'rexml/document'

module REXML
  # Paths through a tree and expressions about it, as XPath 1.0 has them.
  module XPath
    class << self
      def match(node, path = '*', namespaces = nil, variables = {}, _options = {})
        found = Expression.new(path, namespaces, variables || {}).value(node)
        found.is_a?(Array) ? found : [found]
      end

      def first(node, path = '*', namespaces = nil, variables = {}, options = {}) = match(node, path || '*', namespaces, variables, options).first

      def each(node, path = '*', namespaces = nil, variables = {}, options = {}, &block) = match(node, path, namespaces, variables, options).each(&block)
    end

    Context = Struct.new(:node, :position, :size)

    class Expression
      TOKEN = %r{\s*(?:(\d+(?:\.\d*)?|\.\d+)|("[^"]*"|'[^']*')|(//|::|\.\.|!=|<=|>=|[/\[\]()@,|+=<>.$*-])|([A-Za-z_\u0080-\u{10FFFF}][\w.\-\u0080-\u{10FFFF}]*(?::(?!:)(?:\*|[A-Za-z_][\w.\-]*))?))}

      def initialize(text, namespaces, variables)
        @text = text
        @namespaces = namespaces
        @variables = variables
        @tokens = []
        at = 0
        while (found = TOKEN.match(text, at)) && found.begin(0) == at
          @tokens << (found[1] ? [:number, found[1].to_f] : found[2] ? [:string, found[2][1..-2]] : found[3] ? [:sign, found[3]] : [:name, found[4]])
          at = found.end(0)
        end
        rest = text[at..].strip
        garbage(rest) unless rest.empty?
      end

      def value(node)
        @at = 0
        tree = disjunction
        garbage(@text) if @at < @tokens.size
        evaluate(tree, Context.new(node, 1, 1))
      end

      private

      def garbage(text) = raise(ParseException, "Garbage component exists at the end: <#{text}>: <#{@text}>")

      def peek(ahead = 0) = @tokens[@at + ahead]

      def sign?(*signs) = peek && peek[0] == :sign && signs.include?(peek[1])

      def word?(*words) = peek && peek[0] == :name && words.include?(peek[1])

      def take = @tokens[@at].tap { @at += 1 }

      def expect(sign)
        sign?(sign) ? take : garbage(@text)
      end

      # One level of operators, all from left to right.
      def chain(signs, words, below)
        tree = below.call
        tree = [:op, take[1], tree, below.call] while sign?(*signs) || word?(*words)
        tree
      end

      def disjunction = chain([], %w[or], -> { conjunction })

      def conjunction = chain([], %w[and], -> { equality })

      def equality = chain(%w[= !=], [], -> { relation })

      def relation = chain(%w[< > <= >=], [], -> { sum })

      def sum = chain(%w[+ -], [], -> { product })

      def product = chain(%w[*], %w[div mod], -> { negation })

      def negation = sign?('-') ? (take && [:negative, negation]) : union

      def union = chain(%w[|], [], -> { path })

      NODE_TESTS = %w[text node comment processing-instruction].freeze

      def path
        if peek && %i[number string].include?(peek[0]) then [:literal, take[1]]
        elsif sign?('$')
          take
          [:variable, take[1]]
        elsif sign?('(') || (peek && peek[0] == :name && peek(1) == [:sign, '('] && !NODE_TESTS.include?(peek[1]))
          start = primary
          conditions = predicates
          start = [:filter, start, conditions] unless conditions.empty?
          sign?('/', '//') ? [:path, start, steps] : start
        elsif sign?('//') then [:path, [:root], steps]
        elsif sign?('/')
          take
          following = peek && (peek[0] == :name || sign?('@', '.', '..', '*'))
          [:path, [:root], following ? [step, *steps] : []]
        else [:path, [:self], [step, *steps]]
        end
      end

      def primary
        if sign?('(')
          take
          inner = disjunction
          expect(')')
          return inner
        end
        name = take[1]
        expect('(')
        arguments = []
        until sign?(')')
          arguments << disjunction
          break unless sign?(',')
          take
        end
        expect(')')
        [:call, name, arguments]
      end

      def steps
        found = []
        while sign?('/', '//')
          found << [:step, 'descendant-or-self', 'node()', []] if take[1] == '//'
          found << step
        end
        found
      end

      def step
        return [:step, 'self', 'node()', []] if sign?('.') && take
        return [:step, 'parent', 'node()', []] if sign?('..') && take
        axis = 'child'
        if sign?('@')
          take
          axis = 'attribute'
        elsif peek && peek[0] == :name && peek(1) == [:sign, '::']
          axis = take[1]
          take
        end
        garbage(@text) unless peek && (peek[0] == :name || sign?('*'))
        test = take[1]
        if NODE_TESTS.include?(test) && sign?('(')
          take
          argument = sign?(')') ? nil : take[1]
          expect(')')
          test = argument ? "#{test}(#{argument})" : "#{test}()"
        end
        [:step, axis, test, predicates]
      end

      def predicates
        found = []
        while sign?('[')
          take
          found << disjunction
          expect(']')
        end
        found
      end

      def evaluate(tree, context)
        case tree[0]
        when :literal then tree[1]
        when :variable then @variables[tree[1]]
        when :negative then -number(evaluate(tree[1], context))
        when :self then [context.node]
        when :root then [context.node.is_a?(Document) ? context.node : context.node.document || context.node.root]
        when :filter then filtered(evaluate(tree[1], context), tree[2])
        when :path then tree[2].inject(evaluate(tree[1], context)) { |nodes, step| nodes.flat_map { |node| walk(node, step) }.uniq(&:object_id) }
        when :call then Functions.new(self, context).call(tree[1], tree[2].map { |one| evaluate(one, context) })
        when :op then operate(tree, context)
        end
      end

      def operate(tree, context)
        _, sign, left, right = tree
        return truth(evaluate(left, context)) || truth(evaluate(right, context)) if sign == 'or'
        return truth(evaluate(left, context)) && truth(evaluate(right, context)) if sign == 'and'
        one, other = evaluate(left, context), evaluate(right, context)
        case sign
        when '|' then (one + other).uniq(&:object_id)
        when '+' then number(one) + number(other)
        when '-' then number(one) - number(other)
        when '*' then number(one) * number(other)
        when 'div' then number(one) / number(other)
        when 'mod' then number(one).remainder(number(other))
        else compare(sign, one, other)
        end
      end

      def compare(sign, one, other)
        return one.any? { |node| compare(sign, text(node), other) } if one.is_a?(Array) && !boolean?(other)
        return other.any? { |node| compare(sign, one, text(node)) } if other.is_a?(Array) && !boolean?(one)
        kind = boolean?(one) || boolean?(other) ? :truth : one.is_a?(Numeric) || other.is_a?(Numeric) || !%w[= !=].include?(sign) ? :number : :text
        one, other = __send__(kind, one), __send__(kind, other)
        sign == '=' ? one == other : sign == '!=' ? one != other : one.__send__(sign, other)
      end

      def boolean?(value) = value == true || value == false

      def walk(node, step)
        _, axis, test, conditions = step
        filtered(along(node, axis).select { |one| fits?(one, test, axis, node) }, conditions)
      end

      def filtered(nodes, conditions)
        conditions.inject(nodes) do |kept, condition|
          kept.each_with_index.select do |node, at|
            value = evaluate(condition, Context.new(node, at + 1, kept.size))
            value.is_a?(Numeric) ? value == at + 1 : truth(value)
          end.map(&:first)
        end
      end

      def along(node, axis)
        case axis
        when 'child' then below(node)
        when 'self' then [node]
        when 'parent' then [node.parent].compact
        when 'attribute' then node.is_a?(Element) ? node.attributes.attributes.reject { |one| one.prefix == 'xmlns' || one.expanded_name == 'xmlns' } : []
        when 'descendant' then below(node).flat_map { |one| [one, *along(one, axis)] }
        when 'descendant-or-self' then [node, *along(node, 'descendant')]
        when 'ancestor' then node.parent ? [node.parent, *along(node.parent, axis)] : []
        when 'ancestor-or-self' then [node, *along(node, 'ancestor')]
        when 'following-sibling' then siblings(node, 1)
        when 'preceding-sibling' then siblings(node, -1)
        when 'following' then [node, *along(node, 'ancestor')].flat_map { |one| siblings(one, 1).flat_map { |after| along(after, 'descendant-or-self') } }
        when 'preceding' then [node, *along(node, 'ancestor')].flat_map { |one| siblings(one, -1).flat_map { |before| along(before, 'descendant-or-self').reverse } }
        else garbage(axis)
        end
      end

      def below(node) = node.respond_to?(:children) ? node.children : []

      def siblings(node, way)
        return [] unless node.parent && !node.is_a?(Attribute)
        at = node.parent.index(node)
        way > 0 ? node.parent.children[at + 1..] : node.parent.children[0...at].reverse
      end

      def fits?(node, test, axis, from)
        case test
        when 'node()' then true
        when 'text()' then node.is_a?(Text)
        when 'comment()' then node.is_a?(Comment)
        when /\Aprocessing-instruction\((.*)\)\z/ then node.is_a?(Instruction) && ($1.empty? || node.target == $1)
        else
          return false unless axis == 'attribute' ? node.is_a?(Attribute) : node.is_a?(Element) && !node.is_a?(Document)
          return true if test == '*'
          prefix, name = test.include?(':') ? test.split(':', 2) : ['', test]
          return false unless name == '*' || node.name == name
          named?(node, prefix, from)
        end
      end

      def named?(node, prefix, from)
        if prefix.empty?
          wanted = @namespaces && @namespaces['']
          return wanted ? node.namespace == wanted : node.prefix.to_s.empty? || node.is_a?(Attribute)
        end
        uri = @namespaces&.[](prefix) || (from.is_a?(Element) && from.namespace(prefix)) || nil
        uri ? node.namespace == uri : node.prefix == prefix
      end

      public

      def text(value)
        case value
        when Array then value.empty? ? '' : text(value.first)
        when Element then value.children.map { |child| child.is_a?(Text) || child.is_a?(Element) ? text(child) : '' }.join
        when Text, Attribute then value.value
        when Comment then value.string
        when Instruction then value.content.to_s
        when Float then value.nan? ? 'NaN' : value == value.floor ? value.to_i.to_s : value.to_s
        else value.to_s
        end
      end

      def number(value)
        case value
        when Numeric then value
        when true then 1
        when false then 0
        else (found = text(value)[/\A\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*\z/]) ? found.to_f : Float::NAN
        end
      end

      def truth(value)
        case value
        when Array, String then !value.empty?
        when Numeric then value != 0 && !(value.is_a?(Float) && value.nan?)
        else value ? true : false
        end
      end
    end

    class Functions
      def initialize(expression, context)
        @expression = expression
        @context = context
      end

      def call(name, arguments)
        text = ->(at) { at < arguments.size ? @expression.text(arguments[at]) : @expression.text([@context.node]) }
        number = ->(at) { @expression.number(at < arguments.size ? arguments[at] : [@context.node]) }
        case name
        when 'last' then @context.size
        when 'position' then @context.position
        when 'count' then arguments[0].size
        when 'name' then node(arguments)&.expanded_name.to_s
        when 'local-name' then node(arguments)&.name.to_s
        when 'namespace-uri' then node(arguments)&.namespace.to_s
        when 'string' then text.call(0)
        when 'concat' then arguments.map { |one| @expression.text(one) }.join
        when 'starts-with' then text.call(0).start_with?(text.call(1))
        when 'contains' then text.call(0).include?(text.call(1))
        when 'substring-before' then text.call(0).partition(text.call(1)).then { |before, found, _| found.empty? ? '' : before }
        when 'substring-after' then text.call(0).partition(text.call(1))[2]
        when 'substring' then substring(text.call(0), number.call(1), arguments.size > 2 ? number.call(2) : nil)
        when 'string-length' then text.call(0).length
        when 'normalize-space' then text.call(0).strip.gsub(/\s+/, ' ')
        when 'translate' then translate(text.call(0), text.call(1), text.call(2))
        when 'boolean' then @expression.truth(arguments[0])
        when 'not' then !@expression.truth(arguments[0])
        when 'true' then true
        when 'false' then false
        when 'number' then number.call(0)
        when 'sum' then arguments[0].sum(0.0) { |one| @expression.number([one]) }
        when 'floor' then number.call(0).floor
        when 'ceiling' then number.call(0).ceil
        when 'round' then (number.call(0) + 0.5).floor
        when 'id' then @context.node.document.elements.to_a("//*[@id='#{text.call(0)}']")
        else raise ParseException, "Unknown function: #{name}"
        end
      end

      private

      def node(arguments) = (arguments.empty? ? @context.node : arguments[0].first).then { |one| one if one.respond_to?(:expanded_name) }

      def substring(text, from, length)
        first = from.round
        last = length ? first + length.round : text.length + 1
        text.chars.each_with_index.select { |_, at| at + 1 >= first && at + 1 < last }.map(&:first).join
      end

      def translate(text, from, to) = text.chars.map { |char| (at = from.index(char)) ? to[at].to_s : char }.join
    end
  end
end
