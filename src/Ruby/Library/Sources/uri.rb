module URI
  class Error < StandardError; end

  class InvalidURIError < Error; end

  class InvalidComponentError < Error; end

  class BadURIError < Error; end

  PARTS = %r{\A(?:([A-Za-z][A-Za-z0-9+\-.]*):)?(?://(?:([^/?\#@]*)@)?(\[[^\]]*\]|[^/?\#:]*)(?::(\d*))?)?([^?\#]*)(?:\?([^\#]*))?(?:\#(.*))?\z}m

  class Generic
    include Comparable

    DEFAULT_PORT = nil

    attr_reader :scheme, :userinfo, :host, :path, :query, :fragment, :opaque, :registry
    attr_writer :port

    def self.default_port = self::DEFAULT_PORT

    def self.build(args)
      args = %i[scheme userinfo host port path query fragment].zip(args).to_h if args.is_a?(Array)
      path = args[:path] || ''
      unless args[:scheme].nil? || path.empty? || path.start_with?('/')
        raise InvalidComponentError, "bad component(expected absolute path component): #{path}"
      end
      new(args[:scheme] || name.split('::').last.downcase, args[:userinfo], args[:host], args[:port], nil, path, nil, args[:query], args[:fragment])
    end

    def initialize(scheme, userinfo, host, port, registry, path, opaque, query, fragment, *)
      @scheme = scheme&.downcase
      @userinfo = userinfo
      @host = host
      @port = port&.to_i || default_port
      @path = path
      @opaque = opaque
      @query = query
      @fragment = fragment
    end

    def default_port = self.class::DEFAULT_PORT

    def port = @port

    def user = @userinfo&.split(':', 2)&.first

    def password = @userinfo&.split(':', 2)&.at(1)

    def hostname = @host&.delete_prefix('[')&.delete_suffix(']')

    def hierarchical? = @opaque.nil?

    def absolute? = !@scheme.nil?
    alias absolute absolute?

    def relative? = !absolute?

    %i[scheme userinfo host path query fragment opaque].each do |name|
      define_method("#{name}=") { |value| instance_variable_set("@#{name}", value) }
    end

    def user=(value)
      @userinfo = [value, password].compact.join(':')
    end

    def password=(value)
      @userinfo = "#{user}:#{value}"
    end

    def hostname=(value)
      @host = value&.include?(':') && !value.start_with?('[') ? "[#{value}]" : value
    end

    def request_uri
      text = @path.empty? ? '/' : @path
      @query ? "#{text}?#{@query}" : text
    end

    def to_s
      text = +''
      text << @scheme << ':' if @scheme
      if @opaque
        text << @opaque
      else
        text << '//' if @host || %w[file postgres].include?(@scheme)
        text << @userinfo << '@' if @userinfo
        text << @host if @host
        text << ':' << @port.to_s if @port && @port != default_port
        text << '/' if @host && !@path.empty? && !@path.start_with?('/')
        text << @path
        text << '?' << @query if @query
      end
      text << '#' << @fragment if @fragment
      text
    end
    alias to_str to_s

    def inspect = "#<#{self.class} #{self}>"

    def normalize
      made = dup
      made.path = '/' if @host && @path.empty?
      made.host = @host&.downcase
      made
    end

    def ==(other) = other.class == self.class && normalize.to_s == other.normalize.to_s

    def eql?(other) = self == other

    def hash = to_s.hash

    def <=>(other) = to_s <=> other.to_s

    def merge(other)
      other = URI.parse(other.to_s)
      return other if other.absolute?
      made = dup
      made.fragment = other.fragment
      if other.host
        made.host = other.host
        made.port = other.port
        made.path = other.path
        made.query = other.query
      elsif other.path.empty?
        made.query = other.query if other.query
      else
        made.query = other.query
        made.path = URI.resolve(other.path.start_with?('/') ? other.path : @path[%r{\A.*/}m].to_s.then { |base| base.empty? ? '/' : base } + other.path)
      end
      made
    end
    alias + merge

    def route_to(other) = URI.parse(other.to_s)

    def select(*names) = names.map { |name| public_send(name) }

    def component = %i[scheme userinfo host port path query fragment]
  end

  class HTTP < Generic
    DEFAULT_PORT = 80
  end

  class HTTPS < HTTP
    DEFAULT_PORT = 443
  end

  class FTP < Generic
    DEFAULT_PORT = 21
  end

  class File < Generic
  end

  class LDAP < Generic
    DEFAULT_PORT = 389
  end

  class LDAPS < LDAP
    DEFAULT_PORT = 636
  end

  class WS < Generic
    DEFAULT_PORT = 80
  end

  class WSS < WS
    DEFAULT_PORT = 443
  end

  class MailTo < Generic
    def to = @opaque
  end

  SCHEMES = { 'HTTP' => HTTP, 'HTTPS' => HTTPS, 'FTP' => FTP, 'FILE' => File, 'LDAP' => LDAP, 'LDAPS' => LDAPS, 'MAILTO' => MailTo, 'WS' => WS, 'WSS' => WSS }

  def self.scheme_list = SCHEMES

  def self.resolve(path)
    parts = []
    path.split('/', -1).each_with_index do |part, i|
      case part
      when '.' then parts << '' if i == path.split('/', -1).size - 1
      when '..'
        parts.pop if parts.size > 1
        parts << '' if i == path.split('/', -1).size - 1
      else parts << part
      end
    end
    parts.join('/')
  end

  def self.split(text)
    raise InvalidURIError, "bad URI(is not URI?): #{text.inspect}" if text.nil? || text.to_s.match?(/[\s<>"{}|\\^`]|%(?![0-9a-fA-F]{2})/)
    raise InvalidURIError, "URI must be ascii only #{text.dump}" unless text.ascii_only?
    m = PARTS.match(text) or raise InvalidURIError, "bad URI(is not URI?): #{text.inspect}"
    scheme, userinfo, host, port, path, query, fragment = m.captures
    raise InvalidURIError, "bad URI(is not URI?): #{text.inspect}" if scheme.nil? && path[%r{\A[^/]*}].include?(':')
    raise InvalidURIError, "bad URI(is not URI?): #{text.inspect}" if host && !host.start_with?('[') && host.include?('[')
    if scheme && host.nil? && !path.start_with?('/') && !path.empty?
      return [scheme, nil, nil, nil, nil, nil, query ? "#{path}?#{query}" : path, nil, fragment]
    end
    port = nil if port == ''
    [scheme, userinfo, host, port, nil, path, nil, query, fragment]
  end

  def self.parse(text)
    return text if text.is_a?(Generic)
    unless text.respond_to?(:to_str)
      raise InvalidURIError, "bad URI(is not URI?): #{text.inspect}"
    end
    parts = split(text.to_str)
    host = parts[2]
    scheme = parts[0].to_s.upcase
    parts[2] = '' if scheme == 'FILE' && host.nil? && parts[5]&.start_with?('/')
    (SCHEMES[scheme] || Generic).new(*parts)
  end

  def self.join(first, *others) = others.inject(parse(first)) { |uri, other| uri.merge(other) }

  def self.regexp(schemes = nil)
    schemes ? /(?:#{schemes.join('|')}):[^\s<>"]+/ : /[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"]+/
  end

  def self.extract(text, schemes = nil) = text.scan(regexp(schemes))

  def self.encode_www_form_component(text, *)
    text.to_s.b.gsub(/[^*\-.0-9A-Z_a-z]/) { |c| c == ' ' ? '+' : format('%%%02X', c.ord) }.force_encoding('US-ASCII')
  end

  def self.decode_www_form_component(text, *)
    raise ArgumentError, "invalid %-encoding (#{text})" if text.match?(/%(?!\h\h)/)
    text.tr('+', ' ').b.gsub(/%(\h\h)/) { $1.hex.chr }.force_encoding('UTF-8')
  end

  def self.encode_uri_component(text, *) = encode_www_form_component(text).gsub('+', '%20')

  def self.decode_uri_component(text, *)
    text.b.gsub(/%(\h\h)/) { $1.hex.chr }.force_encoding('UTF-8')
  end

  def self.encode_www_form(pairs)
    pairs.map do |name, value|
      if value.nil? then encode_www_form_component(name)
      elsif value.respond_to?(:to_ary)
        value.to_ary.map { |one| "#{encode_www_form_component(name)}=#{encode_www_form_component(one)}" }.join('&')
      else "#{encode_www_form_component(name)}=#{encode_www_form_component(value)}"
      end
    end.join('&')
  end

  def self.decode_www_form(text)
    text.split('&').map { |pair| pair.split('=', 2).then { |name, value| [decode_www_form_component(name.to_s), decode_www_form_component(value.to_s)] } }
  end

  UNSAFE = %r{[^\-_.!~*'()a-zA-Z\d;/?:@&=+$,\[\]]}

  class RFC2396_Parser
    def escape(text, unsafe = UNSAFE)
      text.gsub(unsafe) { |part| part.bytes.map { |b| format('%%%02X', b) }.join }
    end

    def unescape(text) = URI.decode_uri_component(text)

    def parse(text) = URI.parse(text)

    def split(text) = URI.split(text)

    def make_regexp(schemes = nil) = URI.regexp(schemes)

    def regexp = { ABS_URI: /\A[A-Za-z][A-Za-z0-9+.\-]*:[^\s]+\z/, UNSAFE: UNSAFE }
  end

  Parser = RFC2396_Parser
  DEFAULT_PARSER = Parser.new

  def self.make_regexp(schemes = nil) = regexp(schemes)
end

module Kernel
  private

  def URI(text) = URI.parse(text)
end
