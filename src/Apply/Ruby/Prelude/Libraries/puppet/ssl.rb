# How far a connection trusts whom it speaks to.
module Puppet
  module SSL
    class SSLError < Puppet::Error; end

    SSLContext = Struct.new(:store, :cacerts, :crls, :private_key, :client_cert, :client_chain, :revocation, :verify_peer,
                            keyword_init: true)

    class SSLProvider
      def create_insecure_context
        context(false)
      end

      def create_system_context(cacerts: [], **)
        context(true, cacerts)
      end

      def create_root_context(cacerts: [], **)
        context(true, cacerts)
      end

      def create_context(cacerts: [], **)
        context(true, cacerts)
      end

      def load_context(**)
        context(true)
      end

      private

      def context(verifies, cacerts = [])
        SSLContext.new(store: nil, cacerts: cacerts, crls: [], private_key: nil, client_cert: nil, client_chain: [],
                       revocation: false, verify_peer: verifies)
      end
    end
  end
end
