module Benchmark
  class Tms
    attr_reader :real, :utime, :stime, :total

    def initialize(real)
      @real = real
      @utime = @stime = @total = 0.0
    end
  end

  def self.realtime
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
  end

  def self.measure(*, &block) = Tms.new(realtime(&block))
end
