# A lock that the one who holds it may take again.
module MonitorMixin
  class ConditionVariable
    def initialize(monitor)
      @monitor = monitor
    end

    def wait(_timeout = nil) = true

    def wait_while = nil

    def wait_until = nil

    def signal = self

    def broadcast = self
  end

  def mon_enter
    @mon_count = @mon_count.to_i + 1
    nil
  end

  def mon_exit
    mon_check_owner
    @mon_count -= 1
    nil
  end

  def mon_try_enter
    mon_enter
    true
  end
  alias try_mon_enter mon_try_enter

  def mon_locked? = @mon_count.to_i > 0

  def mon_owned? = mon_locked?

  def mon_check_owner
    raise ThreadError, 'current fiber not owner' unless mon_owned?
  end

  def mon_synchronize
    mon_enter
    begin
      yield
    ensure
      mon_exit
    end
  end
  alias synchronize mon_synchronize

  def new_cond = ConditionVariable.new(self)

  def mon_initialize = @mon_count = 0
end

class Monitor
  include MonitorMixin

  alias enter mon_enter
  alias exit mon_exit
  alias try_enter mon_try_enter
end
