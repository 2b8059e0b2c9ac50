require 'net/http'
require 'puppet/ssl'
require 'uri'

# Puppet's own way to speak HTTP (`Puppet.runtime[:http]`), over Ruby's.
module Puppet
  module HTTP
    class HTTPError < Puppet::Error; end
    class ConnectionError < HTTPError; end
    class RouteError < HTTPError; end
    class ProtocolError < HTTPError; end
    class SerializationError < HTTPError; end

    class ResponseError < HTTPError
      attr_reader :response

      def initialize(response)
        super(response.reason)
        @response = response
      end
    end

    class TooManyRedirects < HTTPError
      def initialize(address)
        super("Too many HTTP redirections for #{address}")
      end
    end

    class TooManyRetryAfters < HTTPError
      def initialize(address)
        super("Too many HTTP retries for #{address}")
      end
    end

    class Response
      attr_reader :url, :code, :reason

      def initialize(url, answer)
        @url = url
        @answer = answer
        @code = answer.code.to_i
        @reason = answer.message
      end

      def body
        @answer.body
      end

      def read_body
        raise 'A block is required' unless block_given?

        yield body
      end

      def success?
        @answer.is_a?(Net::HTTPSuccess)
      end

      def [](name)
        @answer[name]
      end

      def each_header(&block)
        @answer.each_header(&block)
      end

      def drain
        true
      end
    end
    ResponseNetHTTP = Response

    class Client
      REDIRECTS = 10
      RETRIES = 100

      def initialize(redirect_limit: REDIRECTS, retry_limit: RETRIES, **)
        @redirect_limit = redirect_limit
        @retry_limit = retry_limit
        @headers = {
          'X-Puppet-Version' => Puppet.version,
          'User-Agent' => "Puppet/#{Puppet.version} Ruby/#{RUBY_VERSION}-p#{RUBY_PATCHLEVEL} (#{RUBY_PLATFORM})"
        }
      end

      %w[get head delete].each do |name|
        define_method(name) do |url, headers: {}, params: {}, options: {}, &block|
          followed(request_of(name, with_query(url, params), headers), options, &block)
        end
      end

      %w[put post].each do |name|
        define_method(name) do |url, body, headers: {}, params: {}, options: {}, &block|
          raise ArgumentError, "'#{name}' requires a string 'body' argument" unless body.is_a?(String)

          request = request_of(name, with_query(url, params), headers)
          request.body = body
          raise ArgumentError, "'#{name}' requires a 'content-type' header" unless request['Content-Type']

          followed(request, options, &block)
        end
      end

      def connect(uri, options: {})
        start = Time.now
        http = Net::HTTP.new(uri.hostname, uri.port)
        http.use_ssl = uri.scheme == 'https'
        http.verify_mode = 0 if options[:ssl_context] && !options[:ssl_context].verify_peer
        http.open_timeout = Puppet[:http_connect_timeout] || 120
        http.read_timeout = Puppet[:http_read_timeout] || 600
        http.start { |started| yield started }
      rescue Net::OpenTimeout => e
        raise ConnectionError.new("Request to #{uri} timed out connect operation after #{since(start)} seconds", e)
      rescue Net::ReadTimeout => e
        raise ConnectionError.new("Request to #{uri} timed out read operation after #{since(start)} seconds", e)
      rescue EOFError => e
        raise ConnectionError.new("Request to #{uri} interrupted after #{since(start)} seconds", e)
      rescue Puppet::Error
        raise
      rescue StandardError => e
        raise ConnectionError.new("Request to #{uri} failed after #{since(start)} seconds: #{e.message}", e)
      end

      def close; end

      private

      def since(start)
        (Time.now - start).round(3)
      end

      def request_of(name, url, headers)
        Net::HTTP.const_get(name.capitalize).new(url, @headers.merge(headers.transform_keys(&:to_s)))
      end

      def with_query(url, params)
        return url if params.empty?

        url = url.dup
        url.query = params.flat_map { |name, value| pairs(name, value) }
                          .map { |pair| pair.map { |part| Puppet::Util.uri_query_encode(part.to_s) }.join('=') }.join('&')
        url
      end

      def pairs(name, value)
        case value
        when nil then []
        when Array then value.flat_map { |one| pairs(name, one) }
        when true, false, String, Symbol, Integer, Float then [[name, value]]
        else raise SerializationError, "HTTP REST queries cannot handle values of type '#{value.class}'"
        end
      end

      # Goes where the server sends on to, and waits when it says how long.
      def followed(request, options)
        redirects = retries = 0
        loop do
          identify(request, options) if redirects.zero?
          response = answer(request, options)
          Puppet.debug("HTTP #{request.method} #{request.uri} returned #{response.code} #{response.reason}")
          if [301, 302, 307].include?(response.code)
            raise TooManyRedirects, request.uri if redirects >= options.fetch(:redirect_limit, @redirect_limit)

            request = sent_on(request, response)
            redirects += 1
          elsif [429, 503].include?(response.code) && response['Retry-After'].to_s.match?(/\A\d+\z/)
            raise TooManyRetryAfters, request.uri if retries >= @retry_limit

            retries += 1
            Puppet.warning("Sleeping for #{response['Retry-After']} seconds before retrying the request")
            sleep(response['Retry-After'].to_i)
          else
            yield response if block_given?
            return response
          end
        end
      end

      def answer(request, options)
        connect(request.uri, options: options) { |http| Response.new(request.uri, http.request(request)) }
      end

      def identify(request, options)
        uri = request.uri
        who = options[:basic_auth] || (uri.user && uri.password ? { user: uri.user, password: uri.password } : nil)
        request.basic_auth(who[:user], who[:password]) if who
      end

      # Who we are is told to no other host.
      def sent_on(request, response)
        raise ProtocolError, 'Location response header is missing' unless response['location']

        url = request.uri.merge(URI.parse(response['location']))
        headers = request.to_hash.transform_values { |values| values.join(', ') }
        headers.delete('host')
        headers = headers.reject { |name, _| %w[authorization cookie].include?(name) } if url.host != request.uri.host
        made = request.class.new(url, headers)
        made.body = request.body
        made
      rescue URI::InvalidURIError => e
        raise ProtocolError.new("Location URI is invalid: #{e.message}", e)
      end
    end
  end
end
