module Puppet
  module Util
    # Begins again after errors, a longer while after each.
    module RetryAction
      class RetryException < Exception
        class NoBlockGiven < RetryException; end
        class NoRetriesGiven < RetryException; end
        class RetriesExceeded < RetryException; end
      end

      def self.retry_action(options = {})
        raise RetryException::NoBlockGiven unless block_given?

        retries = options[:retries] or raise RetryException::NoRetriesGiven
        failures = 0
        begin
          yield
        rescue *(options[:retry_exceptions] || [StandardError]) => e
          raise RetryException::RetriesExceeded, "#{retries} exceeded", e.backtrace if failures >= retries

          Puppet.info("Caught exception #{e.class}:#{e} retrying")
          failures += 1
          sleep(((2**failures) - 1) * 0.1)
          retry
        end
      end
    end
  end
end
