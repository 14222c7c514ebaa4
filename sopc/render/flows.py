"""An SOP's flow as its form has it drawn."""

from sopc.catalogue.form import Form
from sopc.catalogue.sop import Sop
from sopc.layout.flow import build_flow
from sopc.layout.symbols import Flow


def flow_of(sop: Sop, form: Form) -> Flow:
    """The flow of an SOP whose references hold, with the form's capsules and their words."""
    separate = form.chart.terminal == "terpisah"
    return build_flow(sop, separate_terminals=separate, words=(form.words.start, form.words.end))
