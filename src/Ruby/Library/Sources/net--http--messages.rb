# What is said to servers, and what they answer.
module Net
  class ProtocolError < StandardError; end
  class ProtoSyntaxError < ProtocolError; end
  class ProtoFatalError < ProtocolError; end
  class ProtoUnknownError < ProtocolError; end
  class ProtoServerError < ProtocolError; end
  class ProtoAuthError < ProtocolError; end
  class ProtoCommandError < ProtocolError; end
  class ProtoRetriableError < ProtocolError; end

  module HTTPHeader
    def initialize_http_header(headers)
      @header = {}
      headers&.each { |name, value| @header[name.to_s.downcase] = [value.to_s.strip] unless value.nil? }
    end

    def [](name) = @header[name.to_s.downcase]&.join(', ')

    def []=(name, value)
      return delete(name) unless value
      @header[name.to_s.downcase] = Array(value).map(&:to_s)
    end

    def add_field(name, value) = (@header[name.to_s.downcase] ||= []).concat(Array(value).map(&:to_s))

    def get_fields(name) = @header[name.to_s.downcase]&.dup

    def fetch(name, *default, &block) = @header.fetch(name.to_s.downcase, *default, &block).then { |value| value.is_a?(Array) ? value.join(', ') : value }

    def key?(name) = @header.key?(name.to_s.downcase)

    def delete(name) = @header.delete(name.to_s.downcase)

    def to_hash = @header.dup

    def each_header(&block) = @header.each { |name, values| block.call(name, values.join(', ')) }
    alias each each_header

    def each_name(&block) = @header.each_key(&block)

    def each_capitalized
      return to_enum(:each_capitalized) unless block_given?
      @header.each { |name, values| yield name.split('-').map(&:capitalize).join('-'), values.join(', ') }
    end

    def size = @header.size

    def content_length
      text = self['content-length'] or return
      (text[/\d+/] or raise(HTTPHeaderSyntaxError, 'wrong Content-Length format')).to_i
    end

    def content_length=(length)
      return delete('content-length') unless length
      self['content-length'] = length.to_i
    end

    # The parts of a file that are asked for.
    def range
      text = self['range'] or return
      wanted = text[/\Abytes\s*=\s*(.+)\z/m, 1] or raise HTTPHeaderSyntaxError, "invalid syntax for byte-ranges-specifier: '#{text}'"
      wanted.split(/\s*,\s*/).map do |part|
        first, last = (part.match(/\A\s*(\d+)?\s*-\s*(\d+)?\s*\z/) or raise(HTTPHeaderSyntaxError, "invalid byte-range-spec: '#{part}'")).captures
        raise HTTPHeaderSyntaxError, "invalid byte-range-spec: '#{part}'" unless first || last
        raise HTTPHeaderSyntaxError, "last-byte-pos MUST greater than or equal to first-byte-pos but '#{part}'" if first && last && last.to_i < first.to_i
        first ? first.to_i..(last ? last.to_i : -1) : -last.to_i..-1
      end
    end

    def set_range(wanted, count = nil)
      return delete('range') && nil unless wanted
      wanted = wanted...wanted + count if count
      self['range'] = "bytes=#{__range(wanted)}"
      wanted
    end
    alias range= set_range

    def __range(wanted)
      case wanted
      when Numeric then wanted.to_i > 0 ? "0-#{wanted.to_i - 1}" : wanted.to_i.to_s
      when Range
        first, last = wanted.first, wanted.end
        last -= 1 if wanted.exclude_end?
        return first > 0 ? "#{first}-" : first.to_s if last == -1
        raise HTTPHeaderSyntaxError, 'range.first is negative' if first < 0
        raise HTTPHeaderSyntaxError, 'range.last is negative' if last < 0
        raise HTTPHeaderSyntaxError, 'must be .first < .last' if first > last
        "#{first}-#{last}"
      else raise TypeError, 'Range/Integer is required'
      end
    end
    private :__range

    def content_range
      text = self['content-range'] or return
      found = text.match(%r{\Abytes\s+(\d+)-(\d+)/(\d+|\*)}i) or raise HTTPHeaderSyntaxError, 'wrong Content-Range format'
      found[1].to_i..found[2].to_i
    end

    def range_length = content_range&.then { |found| found.end - found.begin + 1 }

    def connection_close? = /(?:\A|,)\s*close\s*(?:\z|,)/i.match?(self['connection'].to_s) || /(?:\A|,)\s*close\s*(?:\z|,)/i.match?(self['proxy-connection'].to_s)

    def connection_keep_alive? = /(?:\A|,)\s*keep-alive\s*(?:\z|,)/i.match?(self['connection'].to_s) || /(?:\A|,)\s*keep-alive\s*(?:\z|,)/i.match?(self['proxy-connection'].to_s)

    def content_type = self['content-type'] && self['content-type'].split(';').first.strip

    def main_type = content_type&.split('/')&.first

    def sub_type = content_type&.split('/')&.at(1)

    def type_params = self['content-type'].to_s.split(';')[1..].to_a.to_h { |part| part.strip.split('=', 2) }

    def set_content_type(type, params = {}) = self['content-type'] = type + params.map { |name, value| "; #{name}=#{value}" }.join
    alias content_type= set_content_type

    def set_form_data(params, separator = '&')
      self.body = URI.encode_www_form(params).gsub('&', separator)
      self.content_type = 'application/x-www-form-urlencoded'
    end
    alias form_data= set_form_data

    def basic_auth(user, password) = self['authorization'] = "Basic #{["#{user}:#{password}"].pack('m0')}"

    def proxy_basic_auth(user, password) = self['proxy-authorization'] = "Basic #{["#{user}:#{password}"].pack('m0')}"

    def chunked? = self['transfer-encoding'].to_s.match?(/(?:\A|[^\-\w])chunked(?![\-\w])/i)
  end

  class HTTPGenericRequest
    include HTTPHeader

    attr_reader :method, :path, :uri
    attr_reader :body, :body_stream

    def body=(text)
      @body = text
      @body_stream = @body_data = nil
    end

    def body_stream=(stream)
      @body_stream = stream
      @body = @body_data = nil
    end

    def initialize(method, takes_body, gives_body, path, headers = nil)
      @method = method
      @takes_body = takes_body
      @gives_body = gives_body
      if path.is_a?(URI::Generic)
        @uri = path.dup
        @path = path.request_uri
      else
        raise ArgumentError, 'no HTTP request path given' unless path
        raise ArgumentError, 'HTTP request path is empty' if path.empty?
        @path = path.dup
      end
      initialize_http_header(headers)
      self['accept-encoding'] ||= 'gzip;q=1.0,deflate;q=0.6,identity;q=0.3'
      self['accept'] ||= '*/*'
      self['user-agent'] ||= 'Ruby'
      self['host'] ||= @uri.port == @uri.default_port ? @uri.hostname : "#{@uri.hostname}:#{@uri.port}" if @uri
    end

    def request_body_permitted? = @takes_body

    def response_body_permitted? = @gives_body

    def body_exist? = @gives_body

    def set_form(params, enctype = 'application/x-www-form-urlencoded', options = {})
      @body = @body_stream = nil
      @body_data = params
      @form = options
      raise ArgumentError, "invalid enctype: #{enctype}" unless enctype.match?(%r{\A(?:application/x-www-form-urlencoded|multipart/form-data)\z}i)
      self['content-type'] = enctype.downcase
    end

    # What a form says, each field as a part of its own between lines that stand nowhere in it.
    def __parts
      boundary = @form[:boundary] || type_params['boundary'] || SecureRandom.urlsafe_base64(40)
      set_content_type('multipart/form-data', 'boundary' => boundary)
      parts = @body_data.map do |name, value, options = {}|
        if (file = options[:filename] || (value.respond_to?(:path) && File.basename(value.path)))
          kind = options[:content_type] || 'application/octet-stream'
          head = "; filename=\"#{__quoted(file)}\"\r\nContent-Type: #{kind}"
        end
        "--#{boundary}\r\nContent-Disposition: form-data; name=\"#{__quoted(name)}\"#{head}\r\n\r\n".b << (value.respond_to?(:read) ? value.read : value.to_s).b << "\r\n"
      end
      "#{parts.join}--#{boundary}--\r\n".b
    end
    private :__parts

    def __quoted(text) = text.to_s.gsub(/["\r\n]/, '"' => '%22', "\r" => '%0D', "\n" => '%0A')
    private :__quoted

    def inspect = "#<#{self.class} #{@method}>"

    def __payload
      return @body || @body_stream&.read || (@takes_body ? '' : nil) unless @body_data
      return __parts if content_type == 'multipart/form-data'
      URI.encode_www_form(@body_data)
    end

  end

  class HTTPRequest < HTTPGenericRequest
    def initialize(path, headers = nil)
      super(self.class::METHOD, self.class::REQUEST_HAS_BODY, self.class::RESPONSE_HAS_BODY, path, headers)
    end
  end

  class HTTP
    { Get: false, Head: false, Post: true, Put: true, Patch: true, Delete: false, Options: false, Trace: false, Propfind: true, Proppatch: true, Mkcol: true, Copy: false, Move: false, Lock: true, Unlock: true }.each do |name, takes_body|
      type = Class.new(HTTPRequest)
      type.const_set(:METHOD, name.to_s.upcase)
      type.const_set(:REQUEST_HAS_BODY, takes_body)
      type.const_set(:RESPONSE_HAS_BODY, name != :Head)
      const_set(name, type)
    end
  end

  module HTTPExceptions
    attr_reader :response
    alias data response

    def initialize(message, response = nil)
      super(message)
      @response = response
    end
  end

  class HTTPError < ProtocolError
    include HTTPExceptions
  end

  class HTTPRetriableError < ProtoRetriableError
    include HTTPExceptions
  end

  class HTTPServerException < ProtoServerError
    include HTTPExceptions
  end
  HTTPClientException = HTTPServerException

  class HTTPFatalError < ProtoFatalError
    include HTTPExceptions
  end

  class HTTPResponse
    include HTTPHeader

    attr_reader :code, :message, :http_version
    attr_accessor :body, :uri
    alias msg message
    alias entity body

    def self.__of(version, status, reason, headers, body)
      type = CODE_TO_OBJ[status.to_s] || CODE_CLASS_TO_OBJ[status.to_s[0]] || HTTPUnknownResponse
      made = type.new(version, status.to_s, reason)
      headers.each { |name, value| made.add_field(name, value) }
      made.body = body
      made
    end

    def initialize(version, code, message)
      @http_version = version
      @code = code
      @message = message
      initialize_http_header(nil)
    end

    def read_body(dest = nil)
      yield @body if block_given? && @body
      dest ? dest << @body.to_s : @body
    end

    def code_type = self.class

    def response = self

    def header = self

    def value = is_a?(HTTPSuccess) ? nil : error!

    def error! = raise(error_type.new("#{@code} #{@message.to_s.dump}", self))

    def error_type = self.class::EXCEPTION_TYPE

    def inspect = "#<#{self.class} #{@code} #{@message} readbody=true>"
  end

  class HTTPUnknownResponse < HTTPResponse; end
  HTTPUnknownResponse::EXCEPTION_TYPE = HTTPError

  KINDS = { 'Information' => HTTPError, 'Success' => HTTPError, 'Redirection' => HTTPRetriableError, 'ClientError' => HTTPClientException, 'ServerError' => HTTPFatalError }.freeze
  private_constant :KINDS

  CODES = {
    100 => 'Continue', 101 => 'SwitchProtocol', 102 => 'Processing', 103 => 'EarlyHints',
    200 => 'OK', 201 => 'Created', 202 => 'Accepted', 203 => 'NonAuthoritativeInformation', 204 => 'NoContent', 205 => 'ResetContent', 206 => 'PartialContent', 207 => 'MultiStatus', 208 => 'AlreadyReported', 226 => 'IMUsed',
    300 => 'MultipleChoices', 301 => 'MovedPermanently', 302 => 'Found', 303 => 'SeeOther', 304 => 'NotModified', 305 => 'UseProxy', 307 => 'TemporaryRedirect', 308 => 'PermanentRedirect',
    400 => 'BadRequest', 401 => 'Unauthorized', 402 => 'PaymentRequired', 403 => 'Forbidden', 404 => 'NotFound', 405 => 'MethodNotAllowed', 406 => 'NotAcceptable', 407 => 'ProxyAuthenticationRequired', 408 => 'RequestTimeout', 409 => 'Conflict', 410 => 'Gone', 411 => 'LengthRequired', 412 => 'PreconditionFailed', 413 => 'PayloadTooLarge', 414 => 'URITooLong', 415 => 'UnsupportedMediaType', 416 => 'RangeNotSatisfiable', 417 => 'ExpectationFailed', 421 => 'MisdirectedRequest', 422 => 'UnprocessableEntity', 423 => 'Locked', 424 => 'FailedDependency', 426 => 'UpgradeRequired', 428 => 'PreconditionRequired', 429 => 'TooManyRequests', 431 => 'RequestHeaderFieldsTooLarge', 451 => 'UnavailableForLegalReasons',
    500 => 'InternalServerError', 501 => 'NotImplemented', 502 => 'BadGateway', 503 => 'ServiceUnavailable', 504 => 'GatewayTimeout', 505 => 'VersionNotSupported', 506 => 'VariantAlsoNegotiates', 507 => 'InsufficientStorage', 508 => 'LoopDetected', 510 => 'NotExtended', 511 => 'NetworkAuthenticationRequired'
  }.freeze
  private_constant :CODES

  KINDS.each do |name, error|
    type = const_set("HTTP#{name}", Class.new(HTTPResponse))
    type.const_set(:EXCEPTION_TYPE, error)
  end

  class HTTPResponse
    CODE_CLASS_TO_OBJ = { '1' => HTTPInformation, '2' => HTTPSuccess, '3' => HTTPRedirection, '4' => HTTPClientError, '5' => HTTPServerError }.freeze
    CODE_TO_OBJ = {}
  end

  CODES.each { |code, name| HTTPResponse::CODE_TO_OBJ[code.to_s] = const_set("HTTP#{name}", Class.new(HTTPResponse::CODE_CLASS_TO_OBJ[code.to_s[0]])) }

  HTTPMovedTemporarily = HTTPFound
  HTTPRequestTimeOut = HTTPRequestTimeout
  HTTPGatewayTimeOut = HTTPGatewayTimeout
end
