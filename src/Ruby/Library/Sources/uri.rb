module URI
  class Error < StandardError; end

  class InvalidURIError < Error; end

  class InvalidComponentError < Error; end

  class BadURIError < Error; end

  VERSION = '0.11.0'
  VERSION_CODE = '001100'

  UNSAFE = %r{[^\-_.!~*'()a-zA-Z\d;/?:@&=+$,\[\]]}

  # The grammar of RFC 3986, part by part.
  module Grammar
    ESCAPED = '%\h\h'
    PCHAR = "(?:[\\w\\-.~!$&'()*+,;=:@]|#{ESCAPED})"
    USERINFO = "(?:[\\w\\-.~!$&'()*+,;=:]|#{ESCAPED})*"
    NAME = "(?:[\\w\\-.~!$&'()*+,;=]|#{ESCAPED})*"
    OCTET = '(?:[1-9]?\d|1\d{2}|2[0-4]\d|25[0-5])'
    GROUP = '\h{1,4}'
    LAST = "(?:#{GROUP}:#{GROUP}|#{OCTET}(?:\\.#{OCTET}){3})"
    # Eight groups, the last two of which may be an IPv4 address; `::` stands for groups of zeros that are left out.
    ADDRESS = ["(?:#{GROUP}:){6}#{LAST}", "::(?:#{GROUP}:){5}#{LAST}",
               *(0..4).map { |count| "(?:(?:#{GROUP}:){,#{count}}#{GROUP})?::(?:#{GROUP}:){#{4 - count}}#{LAST}" },
               "(?:(?:#{GROUP}:){,5}#{GROUP})?::#{GROUP}", "(?:(?:#{GROUP}:){,6}#{GROUP})?::"].join('|')
    IP6 = "\\[(?:#{ADDRESS}|v\\h+\\.[\\w\\-.~!$&'()*+,;=:]+)\\]"
    SCHEME = '[A-Za-z][A-Za-z0-9+\-.]*'
    QUERY = "(?:#{PCHAR}|[/?\\[\\]|{}^])*"
    WHOLE = %r{\A(?:(#{SCHEME}):)?(?://(?:(#{USERINFO})@)?(#{IP6}|#{NAME})(?::(\d*))?(?=[/?\#]|\z)|(?!//))((?:#{PCHAR}|/)*)(?:\?((?:[^\x00-\x20\#"<>\\`%\x7f]|#{ESCAPED})*))?(?:\#((?:#{PCHAR}|[/?])*))?\z}
  end

  class Generic
    COMPONENT = %i[scheme userinfo host port registry path opaque query fragment].freeze
    DEFAULT_PORT = nil
    USE_REGISTRY = false

    attr_reader :scheme, :host, :port, :path, :query, :fragment, :opaque, :registry, :user, :password, :parser

    class << self
      def default_port = self::DEFAULT_PORT

      def component = self::COMPONENT

      def use_registry = self::USE_REGISTRY

      def build(args)
        case args
        when Array
          raise ArgumentError, expected unless args.size == component.size - 1 || (self == Generic && args.size == component.size)
          values = (self == Generic ? component : component - [:scheme]).zip(args).to_h
        when Hash then values = args
        else raise ArgumentError, expected
        end
        made(values)
      end

      def build2(args) = build(args)

      private

      def expected = "expected Array of or Hash of components of #{self} (#{(component - [:scheme]).join(', ')})"

      def made(values)
        scheme = values[:scheme] || (self == Generic ? nil : name.split('::').last.downcase)
        scheme = name.split('::').last.downcase unless self == Generic
        new(scheme, values[:userinfo], values[:host], values[:port], nil, values[:path], values[:opaque], values[:query], values[:fragment], nil, true)
      end
    end

    def initialize(scheme, userinfo, host, port, registry, path, opaque, query, fragment, parser = nil, checks = false)
      raise InvalidURIError, "the scheme #{scheme} does not accept registry part: #{registry} (or bad hostname?)" if registry
      @parser = parser || DEFAULT_PARSER
      @scheme = scheme&.downcase
      @path = ''
      if checks
        self.userinfo = userinfo if userinfo
        self.hostname = host if host
        self.port = port if port
        self.path = path if path
        self.query = query if query
        self.opaque = opaque if opaque
        self.fragment = fragment if fragment
      else
        @user, @password = userinfo.split(':', 2) if userinfo
        @host, @path, @query, @opaque, @fragment = host, path, query, opaque, fragment
        @port = port.is_a?(String) ? (port.empty? ? nil : port.to_i) : port
      end
      @path = '' if @path.nil? && @opaque.nil?
      @port ||= default_port
    end

    def default_port = self.class.default_port

    def component = self.class.component

    def userinfo = @user && (@password ? "#{@user}:#{@password}" : @user)

    def hostname = @host&.start_with?('[') && @host.end_with?(']') ? @host[1..-2] : @host

    def hierarchical? = @path ? true : false

    def absolute? = !@scheme.nil?
    alias absolute absolute?

    def relative? = !absolute?

    def scheme=(value)
      fits(value, Grammar::SCHEME, 'scheme component')
      @scheme = value&.downcase
    end

    def userinfo=(value)
      return if value.nil?
      user, password = value.is_a?(Array) ? value : value.split(':', 2)
      self.user = user
      self.password = password if password
    end

    def user=(value)
      opaque_with('user') if @opaque
      raise InvalidComponentError, "bad component(expected userinfo component or user component): #{value}" unless value.nil? || value.match?(/\A(?:[\w\-.~!$&'()*+,;=]|#{Grammar::ESCAPED})*\z/)
      @user = value
      @password = nil if value.nil?
    end

    def password=(value)
      opaque_with('password') if @opaque
      raise InvalidURIError, 'password component depends user component' unless @user
      raise InvalidComponentError, 'bad password component' unless value.nil? || value.match?(/\A#{Grammar::USERINFO}\z/)
      @password = value
    end

    def host=(value)
      opaque_with('host') if @opaque
      fits(value, "#{Grammar::IP6}|#{Grammar::NAME}", 'host component')
      @host = value
    end

    def hostname=(value)
      self.host = value&.include?(':') && !value.start_with?('[') ? "[#{value}]" : value
    end

    def port=(value)
      opaque_with('port') if @opaque
      raise InvalidComponentError, "bad component(expected port component): #{value.inspect}" unless value.nil? || value.is_a?(Integer) || value.to_s.match?(/\A\d*\z/)
      @port = value.to_s.empty? ? nil : value.to_i
    end

    def registry=(_value)
      raise InvalidURIError, 'can not set registry'
    end

    def path=(value)
      raise InvalidURIError, 'path conflicts with opaque' if @opaque && value
      pattern = @scheme ? %r{\A(?:/(?:#{Grammar::PCHAR}|/)*)?\z} : %r{\A(?:#{Grammar::PCHAR}|/)*\z}
      raise InvalidComponentError, "bad component(expected #{@scheme ? 'absolute' : 'relative'} path component): #{value}" unless value.match?(pattern)
      @path = value
    end

    def query=(value)
      raise InvalidURIError, 'query conflicts with opaque' if @opaque && value
      @query = value && quoted(value)
    end

    def fragment=(value)
      @fragment = value && quoted(value)
    end

    def opaque=(value)
      raise InvalidURIError, 'can not set opaque with host, port, userinfo or path' if value && (@host || @port || @user || (@path && !@path.empty?))
      fits(value, "(?:#{Grammar::PCHAR}|[/?])*", 'opaque component')
      @opaque = value
      @path = nil if value
    end

    def request_uri
      return unless @path
      text = @path.start_with?('/') ? @path : "/#{@path}"
      @query ? "#{text}?#{@query}" : text
    end

    def to_s
      text = +''
      text << @scheme << ':' if @scheme
      if @opaque
        text << @opaque
      else
        text << '//' if @host || %w[file postgres].include?(@scheme)
        text << userinfo << '@' if userinfo
        text << @host if @host
        text << ':' << @port.to_s if @port && @port != default_port
        text << '/' if @host && !path_to_s.empty? && !path_to_s.start_with?('/')
        text << path_to_s
        text << '?' << @query if @query
      end
      text << '#' << @fragment if @fragment
      text
    end
    alias to_str to_s

    def inspect = "#<#{self.class} #{self}>"

    def normalize = dup.tap(&:normalize!)

    def normalize!
      @path = '/' if @path && @path.empty?
      @scheme = @scheme.downcase if @scheme
      @host = @host.downcase if @host
    end

    def ==(other) = other.class == self.class && normalize.component_ary == other.normalize.component_ary

    def eql?(other) = other.class == self.class && component_ary.eql?(other.component_ary)

    def hash = component_ary.hash

    def merge(other)
      other = URI.__uri(other)
      return other if other.absolute?
      raise BadURIError, 'both URI are relative' unless absolute?
      made = dup
      made.fragment = other.fragment
      if other.host
        made.__set(user: other.user, password: other.password, host: other.host, port: other.port, path: other.path, query: other.query)
      elsif other.path.empty?
        made.__set(query: other.query) if other.query
      else
        made.__set(path: URI.resolve(other.path.start_with?('/') ? other.path : (@path || '')[%r{\A.*/}m].to_s.then { |base| base.empty? ? '/' : base } + other.path), query: other.query)
      end
      made
    end
    alias + merge

    def merge!(other)
      made = merge(other)
      return if self == made
      made.instance_variables.each { |name| instance_variable_set(name, made.instance_variable_get(name)) }
      self
    end

    def route_from(other)
      other = URI.__uri(other)
      raise BadURIError, "relative URI: #{self}" if relative?
      raise BadURIError, "relative URI: #{other}" if other.relative?
      return dup unless @scheme == other.scheme && hierarchical? && other.hierarchical?
      way = Generic.new(nil, userinfo, @host, @port, nil, @path, @opaque, @query, @fragment)
      return way.__set(port: @port == default_port ? nil : @port) unless userinfo == other.userinfo && @host&.downcase == other.host&.downcase && @port == other.port
      way.__set(user: nil, password: nil, host: nil, port: nil)
      return way.__set(path: '', query: @query == other.query ? nil : @query) if @path == other.path
      way.__set(path: URI.__way(other.path, @path))
    end
    alias - route_from

    def route_to(other) = URI.__uri(other).route_from(self)

    def coerce(other) = [URI.__uri(other), self]

    def select(*names)
      raise ArgumentError, "expected of components of #{self.class} (#{component.join(', ')})" unless (names - component).empty?
      names.map { |name| public_send(name) }
    end

    def find_proxy(env = ENV)
      return if relative? || @host.nil? || hostname.match?(/\Alocalhost\z|\A127\./)
      proxy = env["#{@scheme}_proxy"] || (env["#{@scheme.upcase}_PROXY"] unless @scheme == 'http')
      return if proxy.nil? || proxy.empty?
      excluded = (env['no_proxy'] || env['NO_PROXY']).to_s.split(/[,\s]+/)
      URI.parse(proxy) unless excluded.any? { |name| hostname == name || hostname.end_with?(".#{name.delete_prefix('.')}") }
    end

    def __set(values)
      values.each { |name, value| instance_variable_set("@#{name}", value) }
      self
    end

    protected

    def component_ary = component.map { |name| __send__(name) }

    def path_to_s = @path

    private

    def fits(value, pattern, name)
      raise InvalidComponentError, "bad component(expected #{name}): #{value}" unless value.nil? || value.match?(/\A(?:#{pattern})\z/)
    end

    def opaque_with(name) = raise(InvalidURIError, "can not set #{name} with registry or opaque")

    def quoted(value)
      value.to_str.delete("\t\r\n").gsub(/[^!-~]|["<>\\`]/) { |part| part.bytes.map { |byte| format('%%%02X', byte) }.join }
    end
  end

  class HTTP < Generic
    DEFAULT_PORT = 80
    COMPONENT = %i[scheme userinfo host port path query fragment].freeze

    def authority = @port == default_port ? @host : "#{@host}:#{@port}"

    def origin = "#{@scheme}://#{authority}"
  end

  class HTTPS < HTTP
    DEFAULT_PORT = 443
  end

  class WS < Generic
    DEFAULT_PORT = 80
    COMPONENT = %i[scheme userinfo host port path query].freeze
  end

  class WSS < WS
    DEFAULT_PORT = 443
  end

  class FTP < Generic
    DEFAULT_PORT = 21
    COMPONENT = %i[scheme userinfo host port path typecode].freeze
    TYPECODE = %w[a i d].freeze

    attr_reader :typecode

    def self.made(values)
      made = super(values.merge(path: "/#{values[:path].to_s.sub(%r{\A/}, '%2F')}"))
      made.typecode = values[:typecode] if values[:typecode]
      made
    end

    def initialize(*)
      super
      return unless @path
      @path, @typecode = $~.pre_match, $1 if @path =~ /;type=([aid])\z/
      @path = @path.sub(%r{\A/}, '').sub(/\A%2F/i, '/')
    end

    def typecode=(value)
      raise InvalidComponentError, "bad typecode(expected a, i, d): #{value}" unless value.nil? || TYPECODE.include?(value)
      @typecode = value
    end

    protected

    def path_to_s = (@path.empty? ? '' : "/#{@path.sub(%r{\A/}, '%2F')}") + (@typecode ? ";type=#{@typecode}" : '')
  end

  class File < Generic
    COMPONENT = %i[scheme host path].freeze

    def initialize(*)
      super
      @host = '' if @host.nil? || @host == 'localhost'
    end

    def host=(value)
      super(value.nil? || value.empty? || value == 'localhost' ? '' : value)
    end

    def port=(_value); end

    def userinfo=(_value) = raise(InvalidURIError, 'can not set userinfo for file URI')

    def user=(_value) = raise(InvalidURIError, 'can not set user for file URI')

    def password=(_value) = raise(InvalidURIError, 'can not set password for file URI')
  end

  class LDAP < Generic
    DEFAULT_PORT = 389
    COMPONENT = %i[scheme host port dn attributes scope filter extensions].freeze
    SCOPE = %w[one sub base].freeze
    PARTS = %i[attributes scope filter extensions].freeze

    def self.made(values)
      query = PARTS.map { |name| values[name] }
      query.pop while !query.empty? && query.last.nil?
      super(values.merge(path: values[:dn], query: query.empty? ? nil : query.join('?')))
    end

    def dn = @path&.delete_prefix('/')

    def dn=(value)
      @path = "/#{value}"
    end

    PARTS.each_with_index do |name, at|
      define_method(name) { (@query || '').split('?', -1)[at].then { |part| part unless part.nil? || part.empty? } }
      define_method("#{name}=") do |value|
        parts = Array.new(PARTS.size) { |i| (@query || '').split('?', -1)[i] }
        parts[at] = value
        parts.pop while !parts.empty? && parts.last.nil?
        @query = parts.join('?')
      end
    end

    def hierarchical? = false
  end

  class LDAPS < LDAP
    DEFAULT_PORT = 636
  end

  class MailTo < Generic
    COMPONENT = %i[scheme to headers].freeze

    attr_reader :to, :headers

    def self.made(values)
      headers = values[:headers]
      headers = headers.map { |pair| pair.is_a?(Array) ? pair.join('=') : pair }.join('&') if headers.is_a?(Array)
      super(opaque: [values[:to].to_s, headers].compact.join('?'))
    end

    def initialize(scheme, userinfo, host, port, registry, path, opaque, query, fragment, *)
      super
      raise InvalidComponentError, 'missing opaque part for mailto URL' unless @opaque || @query
      @opaque ||= "?#{@query}"
      @to, headers = @opaque.split('?', 2)
      self.headers = headers
    end

    def to=(value)
      @to = value
      write
    end

    def headers=(text)
      @headers = (text || '').split('&').map { |pair| pair.split('=', 2) }
      write
    end

    def to_s = "#{@scheme}:#{@opaque}#{"##{@fragment}" if @fragment}"

    def to_mailtext
      body, lines = @headers.partition { |name, _| name.casecmp?('body') }
      lines = [['To', @to], *lines].map { |name, value| "#{name.capitalize}: #{URI.decode_www_form_component(value)}\n" }
      "#{lines.join}\n#{body.map { |_, value| URI.decode_www_form_component(value) }.join("\n")}\n"
    end
    alias to_rfc822text to_mailtext

    private

    def write
      @opaque = @to.to_s + (@headers.nil? || @headers.empty? ? '' : "?#{@headers.map { |pair| pair.join('=') }.join('&')}")
    end
  end

  SCHEMES = { 'HTTP' => HTTP, 'HTTPS' => HTTPS, 'FTP' => FTP, 'FILE' => File, 'LDAP' => LDAP, 'LDAPS' => LDAPS, 'MAILTO' => MailTo, 'WS' => WS }

  class << self
    def scheme_list = SCHEMES

    def register_scheme(name, type)
      SCHEMES[name.to_s.upcase] = type
    end

    def for(scheme, *parts, default: Generic) = (SCHEMES[scheme.to_s.upcase] || default).new(scheme, *parts)

    def resolve(path)
      parts = []
      path.split('/', -1).each_with_index do |part, i|
        last = i == path.split('/', -1).size - 1
        case part
        when '.' then parts << '' if last
        when '..'
          parts.pop if parts.size > 1
          parts << '' if last
        else parts << part
        end
      end
      parts.join('/')
    end

    # The relative path that leads from one to another.
    def __way(from, to)
      base = from.split('/', -1)[0...-1]
      goal = to.split('/', -1)
      while !base.empty? && goal.size > 1 && base[0] == goal[0]
        base.shift
        goal.shift
      end
      way = '../' * base.size + goal.join('/')
      way.empty? ? './' : way
    end

    def __uri(text)
      return text if text.is_a?(Generic)
      raise ArgumentError, 'bad argument (expected URI object or URI string)' unless text.respond_to?(:to_str)
      parse(text)
    end

    def split(text)
      bad = InvalidURIError.new("bad URI(is not URI?): #{text.inspect}")
      raise bad unless text.respond_to?(:to_str)
      text = text.to_str
      raise InvalidURIError, "URI must be ascii only #{text.dump}" unless text.ascii_only?
      m = Grammar::WHOLE.match(text) or raise bad
      scheme, userinfo, host, port, path, query, fragment = m.captures
      raise bad if scheme.nil? && host.nil? && path[%r{\A[^/]*}].include?(':')
      if scheme && host.nil? && !path.start_with?('/') && !path.empty?
        return [scheme, nil, nil, nil, nil, nil, query ? "#{path}?#{query}" : path, nil, fragment]
      end
      [scheme, userinfo, host == '' ? nil : host, port == '' ? nil : port, nil, path, nil, query, fragment]
    end

    def parse(text)
      return text if text.is_a?(Generic)
      self.for(*split(text))
    end

    def join(*texts) = texts.empty? ? __uri(nil) : texts[1..].inject(__uri(texts[0])) { |uri, other| uri.merge(other) }

    def regexp(schemes = nil) = DEFAULT_PARSER.make_regexp(schemes)

    def make_regexp(schemes = nil) = regexp(schemes)

    def extract(text, schemes = nil, &block) = DEFAULT_PARSER.extract(text, schemes, &block)

    def encode_www_form_component(text, *)
      text.to_s.gsub(/[^*\-.0-9A-Z_a-z]/) { |c| c == ' ' ? '+' : c.bytes.map { |byte| format('%%%02X', byte) }.join }
    end

    def decode_www_form_component(text, *)
      raise ArgumentError, "invalid %-encoding (#{text})" if text.match?(/%(?!\h\h)/)
      __decoded(text.tr('+', ' '))
    end

    def __decoded(text) = text.gsub(/(?:%\h\h)+/) { |run| [run.delete('%')].pack('H*').force_encoding('UTF-8') }

    def encode_www_form(pairs)
      pairs.map do |name, value|
        if value.nil? then encode_www_form_component(name)
        elsif value.respond_to?(:to_ary)
          value.to_ary.map { |one| one.nil? ? encode_www_form_component(name) : "#{encode_www_form_component(name)}=#{encode_www_form_component(one)}" }.join('&')
        else "#{encode_www_form_component(name)}=#{encode_www_form_component(value)}"
        end
      end.join('&')
    end

    def decode_www_form(text, separator: '&', **)
      text.split(separator).map { |pair| pair.split('=', 2).then { |name, value| [name, value].map { |part| __decoded(part.to_s.tr('+', ' ')) } } }
    end
  end

  class RFC3986_Parser
    def parse(text) = URI.parse(text)

    def split(text) = URI.split(text)

    def join(*texts) = URI.join(*texts)
  end

  class RFC2396_Parser < RFC3986_Parser
    def initialize(_options = {}); end

    def escape(text, unsafe = UNSAFE)
      unsafe = /[#{Regexp.quote(unsafe)}]/ if unsafe.is_a?(String)
      text.gsub(unsafe) { |part| part.bytes.map { |byte| format('%%%02X', byte) }.join }
    end

    def unescape(text, *) = URI.__decoded(text)

    LOOSE = %q{(?:[\-_.!~*'()a-zA-Z\d;/?:@&=+$,\[\]]|%\h\h)*}
    HOST = '(?:(?:[a-zA-Z0-9\-.]|%\h\h)+|\[[\h:.]+\])'

    def make_regexp(schemes = nil)
      scheme = schemes ? "(?=#{Regexp.union(*schemes).source}:)([a-zA-Z][\\-+.a-zA-Z\\d]*)" : '([a-zA-Z][\-+.a-zA-Z\d]*)'
      part = %q{[\-_.!~*'()a-zA-Z\d:@&=+$,;]|%\h\h}
      /#{scheme}:(?:((?:[\-_.!~*'()a-zA-Z\d;?:@&=+$,]|%\h\h)(?:[\-_.!~*'()a-zA-Z\d;\/?:@&=+$,\[\]]|%\h\h)*)|(?:(?:\/\/(?:(?:(?:((?:[\-_.!~*'()a-zA-Z\d;:&=+$,]|%\h\h)*)@)?(?:(#{HOST})(?::(\d*))?))?|((?:[\-_.!~*'()a-zA-Z\d$,;:@&=+]|%\h\h)+)))(?!\/\/))?(\/(?:#{part})*(?:\/(?:#{part})*)*)?(?:\?((?:[\-_.!~*'()a-zA-Z\d;\/?:@&=+$,\[\]]|%\h\h)*))?)(?:\#((?:[\-_.!~*'()a-zA-Z\d;\/?:@&=+$,\[\]]|%\h\h)*))?/
    end

    def extract(text, schemes = nil)
      found = []
      text.scan(make_regexp(schemes && Array(schemes))) { found << $& }
      return found unless block_given?
      found.each { |one| yield one }
      nil
    end

    def regexp
      @regexp ||= { ABS_URI: /\A\s*#{make_regexp}\s*\z/, ABS_PATH: %r{\A/[^\s?\#]*\z}, ABS_URI_REF: /\A\s*#{make_regexp}\s*\z/, ESCAPED: /%[\dA-Fa-f]{2}/, UNSAFE: UNSAFE, SCHEME: /\A#{Grammar::SCHEME}\z/, USERINFO: /\A#{Grammar::USERINFO}\z/, HOST: /\A#{HOST}\z/, PORT: /\A\d*\z/, QUERY: /\A#{LOOSE}\z/, FRAGMENT: /\A#{LOOSE}\z/ }
    end

    def inspect = "#<#{self.class}>"
  end

  Parser = RFC2396_Parser
  DEFAULT_PARSER = Parser.new
  RFC3986_PARSER = RFC3986_Parser.new
  ABS_URI = DEFAULT_PARSER.regexp[:ABS_URI]
  HOST = DEFAULT_PARSER.regexp[:HOST]
  SCHEME = DEFAULT_PARSER.regexp[:SCHEME]
  ESCAPED = DEFAULT_PARSER.regexp[:ESCAPED]
end
