require 'net/http'
require 'stringio'
require 'time'
require 'uri'

# Reads what an address names, and follows where the server sends on to.
module OpenURI
  class HTTPError < StandardError
    attr_reader :io

    def initialize(message, io)
      super(message)
      @io = io
    end
  end

  class HTTPRedirect < HTTPError
    attr_reader :uri

    def initialize(message, io, uri)
      super(message, io)
      @uri = uri
    end
  end

  # What the server says of the text beside it.
  module Meta
    attr_accessor :status, :base_uri
    attr_reader :meta, :metas

    def self.init(text, response, uri)
      io = StringIO.new(text).extend(self)
      io.status = [response.code, response.message]
      io.base_uri = uri
      io.__meta(response.to_hash)
      io
    end

    def __meta(fields)
      @metas = fields
      @meta = fields.transform_values { |values| values.join(', ') }
    end

    def content_type = (meta['content-type'] || 'application/octet-stream').split(';').first.strip.downcase

    def charset
      named = meta['content-type'].to_s[/;\s*charset="?([^\s;"]+)/i, 1]
      return named.downcase if named
      return yield if block_given?

      'utf-8' if content_type.start_with?('text/') && base_uri.is_a?(URI::HTTP)
    end

    def content_encoding = meta['content-encoding'].to_s.downcase.split(/\s*,\s*/)

    def last_modified = meta['last-modified'] && Time.httpdate(meta['last-modified'])
  end

  module OpenRead
    def open(*rest, &block) = OpenURI.open_uri(self, *rest, &block)

    def read(options = {}) = open(options, &:read)
  end

  FURTHEST = 64

  class << self
    def open_uri(name, *rest)
      options = rest.last.is_a?(Hash) ? rest.pop : {}
      raise ArgumentError, "invalid access mode #{rest.first} (#{name.class} resource is read only.)" unless [nil, 'r', 'rb', File::RDONLY].include?(rest.first)

      io = followed(name.is_a?(URI::Generic) ? name : URI.parse(name), options)
      return io unless block_given?

      begin
        yield io
      ensure
        io.close unless io.closed?
      end
    end

    private

    def followed(uri, options)
      seen = []
      loop do
        response = asked(uri, options)
        io = Meta.init(response.body || '', response, uri)
        case response
        when Net::HTTPSuccess then return told(io, options)
        when Net::HTTPRedirection
          raise HTTPError.new("#{response.code} #{response.message}", io) unless response['location']
          to = URI.join(uri, response['location'])
          raise HTTPRedirect.new("#{response.code} #{response.message}", io, to) if options[:redirect] == false
          raise "redirection forbidden: #{uri} -> #{to}" unless allowed?(uri, to)
          raise "HTTP redirection loop: #{to}" if seen.include?(to.to_s) || seen.size > FURTHEST
          seen << to.to_s
          uri = to
        else raise HTTPError.new("#{response.code} #{response.message}", io)
        end
      end
    end

    # From HTTPS nothing leads back to HTTP.
    def allowed?(from, to) = from.scheme.downcase == to.scheme.downcase || (from.scheme.downcase == 'http' && to.scheme.downcase == 'https')

    def told(io, options)
      options[:content_length_proc]&.call(io.meta['content-length']&.to_i)
      options[:progress_proc]&.call(io.string.bytesize)
      io
    end

    def asked(uri, options)
      raise Errno::ENOENT, uri.to_s unless uri.is_a?(URI::HTTP)
      unknown = options.keys.grep(Symbol) - KNOWN
      raise ArgumentError, "unrecognized option: #{unknown.first}" unless unknown.empty?

      Net::HTTP.start(uri.hostname, uri.port, *proxy(options), connection(uri, options)) do |http|
        request = Net::HTTP::Get.new(uri, options.select { |name, _| name.is_a?(String) })
        request.basic_auth(*options[:http_basic_authentication]) if options[:http_basic_authentication]
        http.request(request)
      end
    end

    def proxy(options)
      return [nil] if options[:proxy] == false
      given, user, password = options[:proxy_http_basic_authentication] || options[:proxy]
      return [] unless given && given != true

      at = URI(given)
      [at.hostname, at.port, user, password]
    end

    def connection(uri, options)
      {
        use_ssl: uri.scheme == 'https', read_timeout: options[:read_timeout], open_timeout: options[:open_timeout],
        verify_mode: options[:ssl_verify_mode], ca_file: Array(options[:ssl_ca_cert]).first
      }.compact
    end
  end

  KNOWN = %i[proxy proxy_http_basic_authentication progress_proc content_length_proc http_basic_authentication
             read_timeout open_timeout ssl_ca_cert ssl_verify_mode ssl_min_version ssl_max_version ftp_active_mode
             redirect encoding].freeze
end

module URI
  # A file is opened as Kernel does it, an address as the server gives it.
  def self.open(name, *rest, &block)
    uri = name.is_a?(URI::Generic) || name.to_s.match?(%r{\A[A-Za-z][A-Za-z0-9+\-.]*://}) ? URI.parse(name.to_s) : nil
    uri.respond_to?(:open) ? uri.open(*rest, &block) : Kernel.open(name, *rest, &block)
  end

  class HTTP
    include OpenURI::OpenRead
  end
end
