# What of CGI is about texts.
class CGI
  module Util
    HTML = { '&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '"' => '&quot;', "'" => '&#39;' }.freeze
    MARKS = { 'amp' => '&', 'lt' => '<', 'gt' => '>', 'quot' => '"', 'apos' => "'" }.freeze
    private_constant :HTML, :MARKS

    def escape(text) = escapeURIComponent(text).gsub('%20', '+')

    def unescape(text, encoding = CGI.accept_charset) = unescapeURIComponent(String.new(text).tr('+', ' '), encoding)

    def escapeURIComponent(text) = __bytes(text, /[^a-zA-Z0-9_.~-]/) { '%%%02X' % $&.ord }

    # Bytes that are no characters of the encoding are left in that of the text.
    def unescapeURIComponent(text, encoding = CGI.accept_charset)
      text = String.new(text)
      made = __bytes(text, /%(\h\h)/) { $1.hex.chr }.force_encoding(encoding)
      made.valid_encoding? ? made : made.force_encoding(text.encoding)
    end

    def escapeHTML(text) = __bytes(text, /['&"<>]/) { HTML[$&] }
    alias escape_html escapeHTML
    alias h escapeHTML

    def unescapeHTML(text)
      encoding = String.new(text).encoding
      most = { Encoding::UTF_8 => 0x10ffff, Encoding::ISO_8859_1 => 0xff }.fetch(encoding, 0x7f)
      __bytes(text, /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#[xX](\h+));/) do
        whole, mark, number = $&, $1, $1 ? 0 : ($2 || $3.hex).to_i
        mark ? MARKS[mark] : number <= most && !number.between?(0xd800, 0xdfff) ? number.chr(encoding).b : whole
      end
    end
    alias unescape_html unescapeHTML

    def escapeElement(text, *names)
      names = names.flatten
      names.empty? ? text : text.gsub(%r{</?(?:#{names.join('|')})\b(?:.|\n)*?>}i) { escapeHTML($&) }
    end
    alias escape_element escapeElement

    def unescapeElement(text, *names)
      names = names.flatten
      return text if names.empty?
      text.gsub(%r{&lt;/?(?:#{names.join('|')})\b(?>[^&]+|&(?![gl]t;)\w+;)*(?:&gt;)?}i) { unescapeHTML($&) }
    end
    alias unescape_element unescapeElement

    def rfc1123_date(time) = time.getgm.strftime('%a, %d %b %Y %T GMT')

    private

    # Replaces bytes, whatever the encoding makes of them, which stays.
    def __bytes(text, pattern, &block)
      text = String.new(text)
      text.b.gsub(pattern, &block).force_encoding(text.encoding)
    end
  end

  module Escape; end
  include Escape, Util
  extend Util

  class << self
    attr_accessor :accept_charset

    # A query by its names, each with all its values.
    def parse(query)
      params = {}
      query.split(/[&;]/).each do |pair|
        name, value = pair.split('=', 2).map { |text| unescape(text) }
        next unless name
        (params[name] ||= []).push(*value)
      end
      params.default = [].freeze
      params
    end
  end
  self.accept_charset = 'UTF-8'
end
