# A document that was only looked at: what it stands for is made when it is asked for.
module Psych
  module Nodes
    class Document
      def initialize(text, filename)
        @text = text
        @filename = filename
      end

      def to_ruby(symbolize_names: false, freeze: false) = Psych.unsafe_load(@text, symbolize_names: symbolize_names, freeze: freeze, filename: @filename)
      alias transform to_ruby
    end
  end

  def self.parse(yaml, filename: nil)
    yaml = yaml.read if yaml.respond_to?(:read)
    missing = Object.new
    return false if unsafe_load(yaml, filename: filename, fallback: missing).equal?(missing)
    Nodes::Document.new(yaml, filename)
  end

  def self.parse_file(path, fallback: false) = parse(File.read(path), filename: path) || fallback
end
