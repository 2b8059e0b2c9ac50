require 'socket'
require 'uri'
require 'securerandom'
require 'net/http/messages'

module Net
  class HTTPBadResponse < StandardError; end

  class HTTPHeaderSyntaxError < StandardError; end

  class OpenTimeout < Timeout::Error; end

  class ReadTimeout < Timeout::Error
    def initialize(io = nil)
      @io = io
      super('Net::ReadTimeout with #<Socket:(closed)>')
    end
  end

  class WriteTimeout < Timeout::Error; end

  # Speaks to a server, through the door to the web: where there is none, each attempt is refused.
  class HTTP
    class << self
      def default_port = 80
      alias http_default_port default_port

      def https_default_port = 443

      def version_1_2? = true

      def get(uri, path_or_headers = nil, port = nil) = get_response(uri, path_or_headers, port).body

      def get_print(*args) = print(get(*args))

      def get_response(uri, path_or_headers = nil, port = nil, &block)
        if path_or_headers.is_a?(String)
          return start(uri, port || 80) { |http| http.request_get(path_or_headers, &block) }
        end
        start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request_get(uri, path_or_headers, &block) }
      end

      def post(uri, data, headers = nil) = start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') { |http| http.post(uri, data, headers) }

      def post_form(uri, params)
        request = Post.new(uri)
        request.form_data = params
        request.basic_auth(uri.user, uri.password) if uri.user
        start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') { |http| http.request(request) }
      end

      def start(address, *args, &block)
        options = args.last.is_a?(Hash) ? args.pop : {}
        port, *proxy = args
        http = new(address, port || (options[:use_ssl] ? 443 : nil), *proxy)
        http.use_ssl = options[:use_ssl] if options.key?(:use_ssl)
        (options.keys - [:use_ssl]).each { |name| http.public_send("#{name}=", options[name]) if http.respond_to?("#{name}=") }
        http.start(&block)
      end

      def Proxy(address, port = nil, user = nil, password = nil)
        Class.new(self) do
          define_singleton_method(:new) { |host, port_of_host = nil, *| Net::HTTP.new(host, port_of_host, address, port, user, password) }
        end
      end

      def proxy_class? = false
    end

    attr_reader :address, :port, :proxy_address, :proxy_port, :proxy_user, :proxy_pass
    attr_accessor :open_timeout, :read_timeout, :write_timeout, :ssl_timeout, :continue_timeout, :keep_alive_timeout, :max_retries, :verify_mode, :ca_file, :ca_path, :cert, :key, :cert_store, :ciphers, :ssl_version, :min_version, :max_version, :verify_hostname, :verify_depth, :verify_callback, :local_host, :local_port, :close_on_empty_response

    def initialize(address, port = nil, proxy_address = :ENV, proxy_port = nil, proxy_user = nil, proxy_pass = nil, *)
      @address = address
      @port = (port || HTTP.default_port).to_i
      @open_timeout = @read_timeout = @write_timeout = 60
      @max_retries = 1
      @verify_hostname = true
      proxy = proxy_address == :ENV ? URI::HTTP.build(host: address.include?(':') ? "[#{address.delete('[]')}]" : address, port: @port).find_proxy : nil
      @proxy_address, @proxy_port = proxy ? [proxy.hostname, proxy.port] : proxy_address == :ENV ? [nil, nil] : [proxy_address, proxy_port]
      @proxy_user = proxy_user
      @proxy_pass = proxy_pass
    end

    def use_ssl? = @use_ssl ? true : false

    def use_ssl=(value)
      @use_ssl = value
    end

    def proxy? = !@proxy_address.nil?

    def proxy_from_env? = false

    def started? = @started ? true : false
    alias active? started?

    def set_debug_output(_output) = nil

    def start
      raise IOError, 'HTTP session already opened' if @started
      @started = true
      return self unless block_given?
      begin
        yield self
      ensure
        finish if @started
      end
    end

    def finish
      raise IOError, 'HTTP session not yet started' unless @started
      @started = false
      nil
    end

    def inspect = "#<Net::HTTP #{@address}:#{@port} open=#{started?}>"

    %w[Get Head Delete Options Trace Copy].each do |name|
      define_method(name.downcase) { |path, headers = nil, *, &block| request(HTTP.const_get(name).new(path, headers), &block) }
    end

    %w[Post Put Patch Propfind Mkcol Lock Unlock].each do |name|
      define_method(name.downcase) { |path, data = nil, headers = nil, *, &block| request(HTTP.const_get(name).new(path, headers), data, &block) }
    end

    %w[Get Head].each { |name| define_method("request_#{name.downcase}") { |path, headers = nil, &block| request(HTTP.const_get(name).new(path, headers), &block) } }

    %w[Post Put Patch].each { |name| define_method("request_#{name.downcase}") { |path, data, headers = nil, &block| request(HTTP.const_get(name).new(path, headers), data, &block) } }

    def send_request(name, path, data = nil, headers = nil)
      request(HTTPGenericRequest.new(name, !data.nil?, name != 'HEAD', path, headers), data)
    end

    def request(request, body = nil)
      request.body = body if body
      found = Net.__exchange(__asked(request))
      raise SecurityError, "the network is not to be reached from here (#{request.method} #{__place}#{request.path})" unless found
      trouble, reason, status, version, headers, content = found
      __fail(trouble, reason) unless trouble == :None
      response = HTTPResponse.__of(version, status, reason, headers, request.response_body_permitted? ? content.force_encoding('UTF-8') : nil)
      response.uri = request.uri
      yield response if block_given?
      response
    end

    private

    def __place = "#{use_ssl? ? 'https' : 'http'}://#{@address.include?(':') && !@address.start_with?('[') ? "[#{@address}]" : @address}:#{@port}"

    def __asked(request)
      body = request.__payload
      headers = request.to_hash.to_h { |name, values| [name, values.join(', ')] }
      headers.delete('accept-encoding')
      {
        method: request.method, address: "#{__place}#{request.path}", headers: headers, body: body,
        open_timeout: @open_timeout, read_timeout: @read_timeout, verifies: @verify_mode != 0,
        authorities: @ca_file && File.read(@ca_file) || @cert_store&.certificates&.map(&:to_pem)&.join.then { |text| text unless text.to_s.empty? },
        proxy: @proxy_address && "http://#{@proxy_address}:#{@proxy_port || 80}"
      }
    end

    # Raises an error of the system with these words alone.
    def __told(error, text)
      %i[message to_s].each { |name| error.define_singleton_method(name) { |*| text } }
      raise error
    end

    def __fail(trouble, reason)
      opening = "Failed to open TCP connection to #{@address}:#{@port}"
      case trouble
      when :UnknownName then raise SocketError, "#{opening} (getaddrinfo: Name or service not known)"
      when :Refused then __told(Errno::ECONNREFUSED.new, "#{opening} (Connection refused - connect(2) for #{@address}:#{@port})")
      when :Unreachable then __told(Errno::EHOSTUNREACH.new, "#{opening} (No route to host - connect(2) for #{@address}:#{@port})")
      when :OpenTimeout then raise OpenTimeout, 'execution expired'
      when :ReadTimeout then raise ReadTimeout
      when :Insecure
        require 'openssl'
        raise OpenSSL::SSL::SSLError, "SSL_connect returned=1 errno=0 state=error: certificate verify failed (#{reason})"
      else raise EOFError, 'end of file reached'
      end
    end
  end

  HTTPSession = HTTP
end
