# Values of Ruby's own classes as JSON that makes them again (`create_additions`).
require 'json'
require 'date'

module JSON
  # What is written of a value, and how it is made again of that.
  ADDITIONS = {
    Range => [->(v) { { 'a' => [v.first, v.last, v.exclude_end?] } }, ->(o) { Range.new(*o['a']) }],
    Symbol => [->(v) { { 's' => v.to_s } }, ->(o) { o['s'].to_sym }],
    Time => [->(v) { { 's' => v.tv_sec, 'n' => v.tv_nsec } }, ->(o) { Time.at(o['s'], Rational(o['n'] || 0, 1000)) }],
    Date => [->(v) { { 'y' => v.year, 'm' => v.month, 'd' => v.day, 'sg' => v.start } }, ->(o) { Date.civil(*o.values_at('y', 'm', 'd', 'sg')) }],
    Exception => [->(v) { { 'm' => v.message, 'b' => v.backtrace } }, nil],
    Regexp => [->(v) { { 'o' => v.options, 's' => v.source } }, ->(o) { Regexp.new(o['s'], o['o']) }],
    Struct => [->(v) { { 'v' => v.to_a } }, nil]
  }.freeze
  private_constant :ADDITIONS

  ADDITIONS.each do |type, (write, read)|
    type.class_eval do
      define_method(:as_json) { |*| { JSON.create_id => self.class.name }.merge(write.call(self)) }
      define_method(:to_json) { |*args| as_json.to_json(*args) }
    end
    type.define_singleton_method(:json_create, &read) if read
  end
end

class Exception
  def self.json_create(object) = new(object['m']).tap { |made| made.set_backtrace(object['b']) }
end

class Struct
  def self.json_create(object) = new(*object['v'])
end
