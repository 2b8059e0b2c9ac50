require 'puppet/http'

# The older way: a connection that is asked for paths, and answers as Ruby's library does.
module Puppet
  module Network
    module HTTP
      class Connection
        attr_reader :address, :port

        def initialize(host, port, use_ssl: true, ssl_context: nil)
          @address = host
          @port = port
          @use_ssl = use_ssl
          @context = ssl_context
        end

        def use_ssl?
          @use_ssl
        end

        %w[get head delete].each do |name|
          define_method(name) do |path, headers = {}, options = {}|
            ask(Net::HTTP.const_get(name.capitalize).new(path, headers), options)
          end
        end

        %w[put post].each do |name|
          define_method(name) do |path, data, headers = {}, options = {}|
            request = Net::HTTP.const_get(name.capitalize).new(path, headers)
            request.body = data
            ask(request, options)
          end
        end

        def request_get(*given)
          answer = get(*given)
          yield answer if block_given?
          answer
        end

        def request_head(*given)
          answer = head(*given)
          yield answer if block_given?
          answer
        end

        def request_post(*given)
          answer = post(*given)
          yield answer if block_given?
          answer
        end

        private

        def ask(request, options)
          who = options[:basic_auth]
          request.basic_auth(who[:user], who[:password]) if who
          uri = URI("#{@use_ssl ? 'https' : 'http'}://#{@address}:#{@port}")
          Puppet.runtime[:http].connect(uri, options: { ssl_context: @context }) { |http| http.request(request) }
        end
      end
    end

    module HttpPool
      def self.http_client_class
        HTTP::Connection
      end

      def self.http_instance(host, port, use_ssl = true, verify_peer = true)
        told('http_instance')
        context = Puppet::SSL::SSLProvider.new
        HTTP::Connection.new(host, port, use_ssl: use_ssl,
                                         ssl_context: verify_peer ? context.load_context : context.create_insecure_context)
      end

      def self.connection(host, port, use_ssl: true, ssl_context: nil)
        told('connection')
        raise ArgumentError, "An ssl_context is required when connecting to 'https://#{host}:#{port}'" if use_ssl && !ssl_context

        HTTP::Connection.new(host, port, use_ssl: use_ssl, ssl_context: ssl_context)
      end

      def self.told(method)
        Puppet.warn_once('deprecations', to_s, "The method 'Puppet::Network::HttpPool.#{method}' is deprecated. " \
                                               'Use Puppet.runtime[:http] instead')
      end
    end
  end
end
