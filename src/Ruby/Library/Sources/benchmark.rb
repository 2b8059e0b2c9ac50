module Benchmark
  CAPTION = "      user     system      total        real\n"
  FORMAT = "%10.6u %10.6y %10.6t %10.6r\n"

  class Tms
    CAPTION = Benchmark::CAPTION
    FORMAT = Benchmark::FORMAT

    attr_reader :utime, :stime, :cutime, :cstime, :real, :total, :label

    def initialize(utime = 0.0, stime = 0.0, cutime = 0.0, cstime = 0.0, real = 0.0, label = nil)
      @utime, @stime, @cutime, @cstime, @real, @label = utime, stime, cutime, cstime, real, label.to_s
      @total = utime + stime + cutime + cstime
    end

    %i[+ - * /].each do |sign|
      define_method(sign) do |other|
        others = other.is_a?(Tms) ? other.to_a[1..] : [other] * 6
        parts = to_a[1..].zip(others).map { |one, two| one.__send__(sign, two) }
        Tms.new(*parts.values_at(0, 1, 2, 3, 5 - 1), @label)
      end
    end

    def format(format = nil, *args)
      text = (format || FORMAT).gsub(/(%[-+.\d]*)([nuytUYr])/) do |directive|
        case $2
        when 'n' then "#{$1}s" % @label
        when 'r' then "(#{"#{$1}f" % @real})"
        else "#{$1}f" % { 'u' => @utime, 'y' => @stime, 'U' => @cutime, 'Y' => @cstime, 't' => @total }[$2]
        end
      end
      args.empty? ? text : text % args
    end

    def to_s = format

    def to_a = [@label, @utime, @stime, @cutime, @cstime, @real]

    def to_h = { label: @label, utime: @utime, stime: @stime, cutime: @cutime, cstime: @cstime, real: @real }
  end

  class Report
    attr_reader :list

    def initialize(width, format)
      @width = width
      @format = format
      @list = []
    end

    def item(label = '', *args, &block)
      print label.to_s.ljust(@width)
      @list << made = Benchmark.measure(label, &block)
      print made.format(@format, *args)
      made
    end
    alias report item
  end

  class << self
    def realtime
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      yield
      Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
    end

    def measure(label = '', &block) = Tms.new(0.0, 0.0, 0.0, 0.0, realtime(&block), label)

    def benchmark(caption = '', label_width = nil, format = nil, *labels)
      width = (label_width || 0) + 1
      print ' ' * width + caption unless caption.empty?
      report = Report.new(width, format)
      sums = yield(report)
      if sums.is_a?(Array) && !labels.empty?
        sums.each { |one| print((labels.shift || one.label || '').ljust(width), one.format(format)) }
      end
      report.list
    end

    def bm(label_width = 0, *labels, &block) = benchmark(CAPTION, label_width, FORMAT, *labels, &block)

    def bmbm(width = 0, &block) = bm(width, &block)
  end
end
