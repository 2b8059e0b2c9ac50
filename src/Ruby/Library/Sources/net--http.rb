require 'socket'
require 'uri'

# There is no door to the network: each attempt is refused.
module Net
  class ProtocolError < StandardError; end

  class HTTPBadResponse < StandardError; end

  class OpenTimeout < StandardError; end

  class ReadTimeout < StandardError; end

  class HTTP
    class Error < StandardError; end

    %i[get get_response post post_form start new].each do |name|
      define_singleton_method(name) { |*| raise SecurityError, "the network is not to be reached from here (Net::HTTP.#{name})" }
    end

    %w[Get Post Put Delete Head Patch].each do |name|
      const_set(name, Class.new do
        def initialize(path, headers = nil)
          @path = path
          @headers = headers || {}
        end
        attr_reader :path
        attr_accessor :body

        def [](key) = @headers[key]

        def []=(key, value)
          @headers[key] = value
        end

        def basic_auth(*) = nil
      end)
    end
  end

  HTTPResponse = Class.new
  HTTPSuccess = Class.new(HTTPResponse)
  HTTPOK = Class.new(HTTPSuccess)
  HTTPRedirection = Class.new(HTTPResponse)
  HTTPNotFound = Class.new(HTTPResponse)
  HTTPUnauthorized = Class.new(HTTPResponse)
end
