module MonitorMixin
  def mon_enter = nil

  def mon_exit = nil

  def mon_try_enter = true

  def mon_synchronize = yield
  alias synchronize mon_synchronize

  def mon_initialize = nil
end

class Monitor
  include MonitorMixin

  alias enter mon_enter
  alias exit mon_exit
  alias try_enter mon_try_enter
end
