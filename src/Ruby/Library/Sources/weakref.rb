require 'delegate'

class WeakRef < Delegator
  class RefError < StandardError; end

  def __getobj__ = @target

  def __setobj__(target)
    @target = target
  end

  def weakref_alive? = true
end
