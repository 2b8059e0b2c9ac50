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
      return delete(name) if value.nil?
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

    def content_length = self['content-length']&.to_i

    def content_length=(length)
      self['content-length'] = length
    end

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

    def chunked? = self['transfer-encoding'].to_s.match?(/chunked/i)
  end

  class HTTPGenericRequest
    include HTTPHeader

    attr_reader :method, :path, :uri
    attr_accessor :body, :body_stream

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

    def set_form(params, enctype = 'application/x-www-form-urlencoded', *)
      raise NotImplementedError, "#{enctype} is not to be had" unless enctype == 'application/x-www-form-urlencoded'
      set_form_data(params)
    end

    def inspect = "#<#{self.class} #{@method}>"

    def __payload = @body || @body_stream&.read || (@takes_body ? '' : nil)
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
