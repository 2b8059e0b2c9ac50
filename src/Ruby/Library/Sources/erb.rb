class ERB
  attr_reader :src, :encoding
  attr_accessor :filename, :lineno

  def self.version = '2.2.3'

  def initialize(text, safe_level = nil, legacy_trim = nil, legacy_name = '_erbout', trim_mode: nil, eoutvar: nil)
    mode = trim_mode || legacy_trim
    @src = ERB.__source(text, { 1 => '>', 2 => '<>' }.fetch(mode, mode).to_s, (eoutvar || legacy_name).to_s)
    @encoding = text.encoding
    @lineno = 0
    @filename = nil
  end

  def location=((filename, lineno))
    @filename = filename
    @lineno = lineno if lineno
  end

  def result(scope = TOPLEVEL_BINDING.dup) = eval(@src, scope, @filename || '(erb)', @lineno.zero? ? 1 : @lineno)

  def result_with_hash(values)
    scope = TOPLEVEL_BINDING.dup
    values.each { |name, value| scope.local_variable_set(name, value) }
    result(scope)
  end

  def run(scope = TOPLEVEL_BINDING.dup) = print(result(scope))

  def def_method(target, signature, name = '(ERB)') = target.module_eval("def #{signature}\n#{@src}\nend\n", name, -1)

  def def_module(name = 'erb') = Module.new.tap { |made| def_method(made, name) }

  def def_class(parent = Object, name = 'result') = Class.new(parent).tap { |made| def_method(made, name) }

  # Lets a class have templates as methods.
  module DefMethod
    def def_erb_method(signature, template)
      return template.def_method(self, signature, template.filename || '(ERB)') unless template.is_a?(String)
      ERB.new(File.read(template)).def_method(self, signature, template)
    end
    module_function :def_erb_method
  end

  module Util
    private

    def html_escape(text) = ERB::Util.html_escape(text)
    alias h html_escape

    def url_encode(text) = ERB::Util.url_encode(text)
    alias u url_encode
  end
end
