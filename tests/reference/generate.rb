#!/usr/bin/env ruby
# frozen_string_literal: true

# Writes cases made at random, one JSON line each, the same ones for the same seed.
#
#   generate.rb THEME COUNT [SEED]
#
# Themes: expressions, control, resources, classes.
require 'json'

class Generator
  NAMES = %w[a b c d].freeze
  FACTS = { 'role' => 'web', 'os' => { 'family' => 'Debian', 'release' => { 'major' => '12' } }, 'cores' => 4 }.freeze

  def initialize(seed) = @random = Random.new(seed)

  def case_of(theme) = { 'manifest' => send(theme), 'facts' => FACTS }

  private

  def pick(*items) = items[@random.rand(items.size)]

  def some(most, &) = Array.new(@random.rand(most + 1), &)

  def chance(percent) = @random.rand(100) < percent

  # Expressions

  def literal
    pick('1', '0', '-3', '2.5', '0x1f', '1e3', "'a'", "'Abc'", "'10'", "'2.5'", "''", 'true', 'false', 'undef',
         'default', '/a(.)c/', '[]', '{}', "[1, 'a']", '[[1], [2, 3]]', '{a => 1}', "{1 => 'x', 'k' => [1]}",
         'Integer', 'Integer[1, 5]', 'String', 'Array[Integer]', 'Optional[String]', 'Enum[a, b]', "Class['a']",
         "File['/a']", "Sensitive('s')", "SemVer('1.2.3')", "SemVerRange('>=1.0.0')", 'Timespan(90)',
         "Timestamp('2020-01-02')", "'abc'", 'abc', 'x::y', "Variant[Integer, String]", "Pattern[/^a/]")
  end

  def variable = pick('$n', '$s', '$l', '$h', "$facts['os']['family']", '$role', '$u')

  def operator = pick('+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '=~', '!~', 'in', 'and', 'or', '<<', '>>')

  def expression(depth = 3)
    return pick(literal, variable) if depth <= 0 || chance(15)

    case @random.rand(14)
    when 0..4 then "(#{expression(depth - 1)} #{operator} #{expression(depth - 1)})"
    when 5 then "(!#{expression(depth - 1)})"
    when 6 then "#{pick('$l', '$h', '$s', '[1, 2, 3]', "{a => {b => 2}}", "'hello'", 'Array', 'Hash', 'Integer')}[#{keys(depth)}]"
    when 7 then "\"x${#{expression(depth - 1)}}y\""
    when 8 then "[#{some(3) { expression(depth - 1) }.join(', ')}]"
    when 9 then "{#{some(2) { "#{pick("'a'", '1', 'k', "'b'")} => #{expression(depth - 1)}" }.join(', ')}}"
    when 10 then "(#{expression(depth - 1)} ? { #{expression(0)} => 1, #{pick(literal, '/b/')} => 2, default => 3 })"
    when 11 then call(depth)
    when 12 then "(if #{expression(depth - 1)} { #{expression(depth - 1)} } else { #{expression(depth - 1)} })"
    else "[*#{expression(depth - 1)}]"
    end
  end

  def keys(depth) = chance(70) ? expression([depth - 2, 0].max) : "#{pick('0', '-1', '1')}, #{pick('1', '2', '-1')}"

  def call(depth)
    inner = expression(depth - 1)
    pick("type(#{inner})", "#{inner}.each |$x| { $x }", "#{inner}.map |$x| { $x }", "#{inner}.filter |$x| { $x }",
         "#{inner}.reduce |$m, $x| { $x }", "#{inner}.with |$x| { $x }", "#{inner}.then |$x| { [$x] }", "#{inner}.lest || { 0 }",
         "String(#{inner})", "Integer(#{inner})", "Array(#{inner})", "Boolean(#{inner})", "Numeric(#{inner})", "#{inner}.new",
         "#{inner}.any |$x| { $x }", "#{inner}.all |$x| { $x }", "#{inner}.length", "#{inner}.flatten", "#{inner}.unique",
         "#{inner}.sort", "#{inner}.join('-')", "#{inner}.empty", "#{inner}.keys", "#{inner}.values", "#{inner}.dig('a', 'b')",
         "#{inner}.slice(2)", "#{inner}.reverse_each.map |$x| { $x }", "#{inner}.upcase", "#{inner}.unwrap", "#{inner}.get('a.b')",
         "assert_type(#{pick('Integer', 'String', 'Array[String]')}, #{inner})", "sprintf('%s|%p', #{inner}, #{inner})",
         "#{inner}.convert_to(String)", "#{inner}.index |$i, $x| { $x }", "#{inner}.tree_each.map |$x| { $x }")
  end

  PRELUDE = "$n = 7\n$s = 'abc'\n$l = [1, 'b', undef, [4]]\n$h = {a => {b => 1}, 'k' => [1, 2], 3 => 'three'}\n$u = undef\n"

  def expressions = "#{PRELUDE}$r = #{expression}\nnotice($r, type($r))\n$r\n"

  # Control flow

  def control = "#{PRELUDE}#{some(3) { statement(3) }.join}#{statement(3)}notice('end', $1)\n"

  def block(depth, inside) = "{\n#{some(2) { statement(depth - 1, inside) }.join}#{statement(depth - 1, inside)}}\n"

  # What seldom fails, so that the statements around it run.
  def value
    return expression(1) if chance(10)

    pick("$n + #{@random.rand(9)}", '$s', '$l', '$h', '$role', "\"${s}-${n}\"", '$l[1]', "$h['a']['b']", "[$n, $s]", '$u', "'xyz'", '5',
         "$s =~ /(a)/", '$1', "\"<${1}>\"", "$facts['os']['family']", "$s ? { /^(.)/ => $1, default => 'none' }")
  end

  def statement(depth, inside = false)
    return "notice(#{value})\n" if depth <= 0 || chance(25)

    case @random.rand(10)
    when 0 then "if #{condition} #{block(depth, inside)}elsif #{condition} #{block(depth, inside)}else #{block(depth, inside)}"
    when 1 then "unless #{condition} #{block(depth, inside)}"
    when 2 then "case #{value} { #{some(3) { "#{pick(literal, '/(b)/', 'Integer', "'a', 'abc'")}: #{block(depth, inside)}" }.join}default: #{block(depth, inside)}}\n"
    when 3 then "[1, 2, 3].each |$i| #{block(depth, true)}"
    when 4 then "$h.each |$k, $v| #{block(depth, true)}"
    when 5 then "notice([1, 2, 3].#{pick('map', 'filter', 'each')} |$x| #{block(depth, true)})\n"
    when 6 then "with(#{value}) |$w| #{block(depth, true)}"
    when 7 then inside && chance(60) ? "if #{condition} { #{pick('next()', 'break()', 'next(5)')} }\n" : "notice($0, $1)\n"
    when 8 then "$v#{@random.rand(1000)} = #{value}\n"
    else "notice(#{value})\n"
    end
  end

  def condition = pick("$s =~ /(b)(.)/", "'xyz' =~ /(y)/", '$u', '$n > 3', "$s in 'xabcx'", "$role == 'WEB'")

  # Resources

  def resources = "#{definitions}#{Array.new(3 + @random.rand(5)) { resource_statement }.join}"

  def title
    @titles ||= %w[a b c d f g h i j].shuffle(random: @random)
    return pick("'a'", "['b', 'c']") if @titles.empty? || chance(5)

    chance(30) && @titles.size > 1 ? "['#{@titles.pop}', '#{@titles.pop}']" : "'#{@titles.pop}'"
  end

  def reference
    chance(90) ? pick("Notify['x']", "Notify['y']", "Notify['x', 'z']", "File['/a']") : pick("Notify['a']", "D['a']", "D['b', 'c']")
  end

  DEFINITIONS = "define d($p = 1) { notify { \"d$name\": message => $p } }\n" \
                "define e($q = 't') { @notify { \"e$name\": tag => $q } }\nnotify { ['x', 'y', 'z']: }\nfile { '/a': }\n"

  def definitions = chance(85) ? DEFINITIONS : ''

  def attributes
    list = ["message => #{pick("'m'", '1', 'true', '[1, 2]', 'undef', "{a => 1}", "Sensitive('s')", "Notify['a']")}",
            "tag => #{pick("'t'", "['t', 'u']", "'x::y'")}", "require => #{reference}", "before => #{reference}", 'noop => true',
            "alias => 'other'", "loglevel => 'debug'", "schedule => 's'", "withpath => true", "* => {tag => 'w'}"]
    list.sample(@random.rand(3), random: @random).join(', ')
  end

  def query = pick('', "tag == 't'", "title == 'a'", "title != 'a'", "tag == 't' and title == 'a'", "message == 'm' or tag == 'u'", "(tag == 'u')")

  def collector = "#{pick('Notify', 'D')} #{chance(85) ? "<| #{query} |>" : "<<| #{query} |>>"}"

  def resource_statement
    case @random.rand(12)
    when 0..3 then "#{pick('', '', '@', '@@')}notify { #{title}: #{attributes} }\n"
    when 4 then "#{pick('', '@')}#{pick('d', 'd', 'e')} { #{title}: #{pick('', '', "tag => 't'", 'noop => true')} }\n"
    when 5 then "#{collector}#{pick('', '', " { message => 'o' }", " { tag +> 'v' }")}\n"
    when 6 then "#{pick(reference, collector)} #{pick('->', '~>', '<-', '<~')} #{pick(reference, collector, "[#{reference}, #{reference}]")}\n"
    when 7 then "Notify { #{pick("message => 'dflt'", "tag => 'dt'", 'noop => false')} }\n"
    when 8 then "realize(#{reference})\n"
    when 9 then "#{reference} { #{pick("message => 'r'", "tag +> 'r'")} }\n"
    when 10 then "notify { default: #{pick("message => 'x'", "tag => 'y'")}; #{title}: #{attributes} }\n"
    else "file { #{pick("'/b'", "'/c'", "['/d', '/e']")}: #{pick("mode => '0644'", "ensure => file", "owner => 'root', group => 'root'", "content => 'x'")} }\n"
    end
  end

  # Classes

  def classes
    names = NAMES.first(2 + @random.rand(3))
    names.each_with_index.map { |name, index| klass(name, names.first(index), names) }.join +
      Array.new(1 + @random.rand(3)) { use(names) }.join
  end

  def klass(name, earlier, all)
    parameters = some(2) { |i| "$p#{i}#{pick('', ' = 1', " = 's'", ' = $name', ' = undef')}" }
    parent = earlier.any? && chance(30) ? " inherits #{earlier[@random.rand(earlier.size)]}" : ''
    parameters.map! { |one| one.include?('=') ? "#{pick('', 'Any ', 'Optional[Scalar] ')}#{one}" : "#{one} = 0" } if chance(80)
    body = Array.new(1 + @random.rand(3)) { class_statement(name, all) }.join('  ')
    "class #{name}#{parameters.empty? ? '' : "(#{parameters.join(', ')})"}#{parent} {\n  #{body}}\n"
  end

  def class_statement(name, all)
    other = all[@random.rand(all.size)]
    pick("$v = '#{name}'\n", "notice($name, $v)\n", "notice($#{other}::v)\n", "#{pick('include', 'contain', 'require')} #{other}\n",
         "notify { '#{name}': message => $v }\n", "notify { '#{other}': }\n", "Notify['#{other}'] { message => 'over #{name}' }\n",
         "notice($p0)\n", "Notify { tag => '#{name}' }\n", "notice(defined(Class['#{other}']), tagged('#{other}'))\n",
         "if $v =~ /(.)/ { include #{other} notice($1) }\n", "return()\n", "Class['#{other}'] -> Notify['#{name}']\n")
  end

  def use(names)
    name = names[@random.rand(names.size)]
    pick("include #{name}\n", "include #{names.join(', ')}\n", "class { '#{name}': }\n", "class { '#{name}': p0 => #{pick('1', "'x'", 'undef')} }\n",
         "contain #{name}\n", "require #{name}\n", "$v = 'top'\n", "class { '#{name}': p0 => 1, p1 => 's' }\n", "Class['#{name}'] -> Notify['end']\nnotify { 'end': }\n")
  end
end

abort 'usage: generate.rb THEME COUNT [SEED]' unless ARGV.size.between?(2, 3)
theme, count, seed = ARGV[0], ARGV[1].to_i, (ARGV[2] || 1).to_i
count.times do |index|
  puts JSON.generate({ 'id' => "#{theme}-#{seed}-#{index}" }.merge(Generator.new((seed * 1_000_003) + index).case_of(theme)))
end
