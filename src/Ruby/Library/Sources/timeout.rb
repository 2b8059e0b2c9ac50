module Timeout
  class ExitException < Exception; end

  class Error < RuntimeError; end

  # The limits of the program are what ends it; there is one thread.
  def self.timeout(seconds, *, &block) = block.call(seconds)

  def timeout(*args, &block) = Timeout.timeout(*args, &block)
end

TimeoutError = Timeout::Error
